// The convention by which C# notebook hosts find out how to show a type, without a package. They look for these names, not for
// one type of them: so this file is compiled into every assembly that uses it.

/// <summary>Tells a C# notebook how to show a type.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The forms a host should ask for, richest first.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}

/// <summary>Makes the formatters of a type; hosts create it by its constructor without parameters.</summary>
internal interface ITypeForms
{
    IEnumerable<object> CreateTypeFormatters();
}

/// <summary>Writes values of <typeparamref name="T"/> in one form.</summary>
internal sealed class TypeForm<T>(string mimeType, Func<T, string> text)
{
    public string MimeType => mimeType;

    public bool Format(object value, TextWriter writer)
    {
        writer.Write(text((T)value));
        return true;
    }
}
