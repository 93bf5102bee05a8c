namespace CompNeuro.Grading;

/// <summary>How grading a submission, or one part of it, ended.</summary>
public enum Status
{
    Graded,

    /// <summary>The code does not compile; the message names the cell and the line.</summary>
    CompileError,

    TimedOut,

    OutOfMemory,

    Crashed,

    /// <summary>The grader's own failure: never a mark, and graded again on the next run.</summary>
    InfrastructureError,
}
