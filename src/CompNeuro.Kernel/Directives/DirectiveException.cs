namespace CompNeuro.Kernel.Directives;

/// <summary>A line such as <c>#r</c> or <c>#!time</c> that cannot be carried out.</summary>
internal sealed class DirectiveException(string message, string path, int line) : Exception(message)
{
    public string Path => path;

    /// <summary>1-based.</summary>
    public int Line => line;
}
