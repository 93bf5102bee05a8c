namespace CompNeuro.Exercises;

/// <summary>A wrong answer that students really give.</summary>
/// <param name="Name">What they did, in a few words: <c>log10 for ln</c>.</param>
/// <param name="Message">What to tell them, in the chapter's units.</param>
/// <param name="Answer">The wrong solution, to be run.</param>
internal sealed record Misconception(string Name, string Message, Delegate Answer);
