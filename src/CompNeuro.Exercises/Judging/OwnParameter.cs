namespace CompNeuro.Exercises;

/// <summary>A number of which each student can have a value of their own.</summary>
/// <param name="Name">Of the variable in the notebook.</param>
/// <param name="Published">Its value in the course's notebook.</param>
/// <param name="Low">The least value that a student can have.</param>
/// <param name="High">The largest.</param>
/// <param name="Decimals">How many digits it has after the point.</param>
public sealed record OwnParameter(string Name, string Unit, double Published, double Low, double High, int Decimals);
