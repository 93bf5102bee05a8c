namespace CompNeuro.Grading;

/// <summary>What a mark rests on. The same receipt gives the same result, byte for byte.</summary>
/// <param name="Submission">SHA-256 of what was handed in.</param>
/// <param name="Homework">SHA-256 of the homework: its notebook, exercises and points.</param>
/// <param name="Grader">Version and SHA-256 of the grader's own code.</param>
/// <param name="Seed">The seed from which the cases were drawn.</param>
/// <param name="Isolation">How the student's code was kept apart: <c>bubblewrap</c>, or <c>none</c> where the instructor allowed it.</param>
public sealed record Receipt(string Submission, string Homework, string Grader, int Seed, string Isolation);
