using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CompNeuro.Notebook;

/// <summary>The first sentence that the XML file beside an assembly has on a member; empty where there is none.</summary>
internal static partial class XmlDocumentation
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> files = [];

    public static string FirstSentence(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        var members = files.GetOrAdd(type.Assembly, Read);
        var name = type.FullName?.Replace('+', '.');
        var text = Text(members.GetValueOrDefault($"P:{name}.{property.Name}")?.Element("summary"));
        if (text is "")
        {
            // A property of a positional record is described as a parameter of its type.
            text = Text(members.GetValueOrDefault($"T:{name}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property.Name));
        }

        return SentenceEnd().Split(text, 2)[0].TrimEnd('.');
    }

    private static string Text(XElement? element) => element is null
        ? ""
        : Space().Replace(string.Concat(element.DescendantNodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { IsEmpty: true } reference => (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))?.Value.Split('.', ':')[^1] ?? "",
            _ => "",
        })), " ").Trim();

    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        return assembly.Location is "" || !File.Exists(path)
            ? []
            : XDocument.Load(path).Descendants("member").Where(member => member.Attribute("name") is not null).ToDictionary(member => member.Attribute("name")!.Value);
    }

    [GeneratedRegex(@"(?<=\.)\s+(?=\p{Lu})")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
