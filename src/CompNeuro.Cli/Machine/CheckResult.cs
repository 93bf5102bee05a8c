namespace CompNeuro.Cli.Machine;

internal enum CheckState
{
    Good,

    /// <summary>Works without, or could be better.</summary>
    Advice,

    /// <summary>The course cannot be used like this.</summary>
    Broken,
}

/// <param name="Found">What is there.</param>
/// <param name="ToDo">What to do about it; empty when good.</param>
internal sealed record CheckResult(string Subject, CheckState State, string Found, string ToDo = "");
