using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;

namespace CompNeuro.Notebook;

/// <summary>Registers the formatters that a type carries by convention, for hosts that do not look for the convention themselves.</summary>
internal static class FormatterConvention
{
    public static void Register(Type type)
    {
        var attribute = type.GetCustomAttributes(false).Single(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)Property(attribute, "FormatterSourceType"))!;
        foreach (var formatter in (IEnumerable<object>)Method(source, "CreateTypeFormatters").Invoke(source, [])!)
        {
            var format = Method(formatter, "Format");
            Formatter.Register(type, (value, writer) => format.Invoke(formatter, [value, writer]), (string)Property(formatter, "MimeType"));
        }

        Formatter.SetPreferredMimeTypesFor(type, (string[])Property(attribute, "PreferredMimeTypes"));
    }

    private static object Property(object target, string name) => target.GetType().GetProperty(name)!.GetValue(target)!;

    private static MethodInfo Method(object target, string name) => target.GetType().GetMethod(name)!;
}
