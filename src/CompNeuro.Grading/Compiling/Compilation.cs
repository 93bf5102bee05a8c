namespace CompNeuro.Grading.Compiling;

/// <summary>What the compiler is asked for.</summary>
/// <param name="Cells">A submission's code cells, in the order in which they run.</param>
/// <param name="Exercises">The functions that are graded.</param>
/// <param name="Upstream">Those of them whose right answer takes the place of the student's function.</param>
internal sealed record SourceCode(IReadOnlyList<SourceCell> Cells, IReadOnlyList<string> Exercises, IReadOnlyList<string> Upstream);

/// <param name="Name">As a student finds it: <c>cell 3</c>.</param>
/// <param name="GradeId">Null for a cell that is the student's own.</param>
/// <param name="Given">It is the homework's code, not the student's.</param>
internal sealed record SourceCell(string Name, string? GradeId, string Code, bool Given)
{
    /// <summary>A compiler did not survive this cell, or not in time.</summary>
    public bool TooMuch { get; init; }
}

/// <summary>What the compiler made of it.</summary>
/// <param name="Library">The stand-ins.</param>
/// <param name="Cells">Those that compile, and have code that runs.</param>
/// <param name="Faults">Those that do not.</param>
/// <param name="Answers">Its result is an array with something for every function that gives it, and null in the place of one that is not found.</param>
/// <param name="Functions">One per exercise asked for, in the same order.</param>
internal sealed record CompiledCode(byte[] Library, IReadOnlyList<CompiledCell> Cells, IReadOnlyList<CellFault> Faults, CompiledCell Answers, IReadOnlyList<CompiledFunction> Functions)
{
    public long Bytes => Cells.Sum(program => (long)program.Image.Length);
}

/// <summary>A cell as a program: a static method of a type, called with the states of all cells.</summary>
internal sealed record CompiledCell(string Name, string Type, string Method, byte[] Image);

/// <param name="Line">1-based.</param>
internal sealed record CellFault(string Cell, string? GradeId, int Line, string Message, IReadOnlyList<string> Declared)
{
    public string Words => $"{char.ToUpperInvariant(Cell[0])}{Cell[1..]} does not compile. Line {Line}: {Message.TrimEnd('.')}.";
}

/// <summary>The function that answers an exercise.</summary>
/// <param name="Found">There is one of that form.</param>
/// <param name="Misfit">Why one of that name is not of the right form; empty where there is none.</param>
/// <param name="Forbidden">Library members that it calls although the exercise asks to write them by hand.</param>
internal sealed record CompiledFunction(bool Found, string Misfit, IReadOnlyList<string> Forbidden);
