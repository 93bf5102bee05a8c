namespace CompNeuro.Exercises;

/// <summary>Why a check fails.</summary>
/// <param name="Case">The place of the case among all.</param>
/// <param name="Message">One sentence that helps.</param>
/// <param name="Example">The case in numbers.</param>
internal sealed record Finding(int Case, string Message, string Example);
