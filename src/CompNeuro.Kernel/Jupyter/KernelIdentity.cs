namespace CompNeuro.Kernel.Jupyter;

/// <summary>How a kernel introduces itself to a front end.</summary>
/// <param name="Name">Short name, also that of its files: <c>compneuro</c>.</param>
/// <param name="Banner">What a console shows at start.</param>
/// <param name="HelpLinks">Text and address of the entries in the front end's help menu.</param>
public sealed record KernelIdentity(string Name, string Version, string Banner, IReadOnlyList<(string Text, string Url)>? HelpLinks = null);
