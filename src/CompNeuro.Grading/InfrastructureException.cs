namespace CompNeuro.Grading;

/// <summary>The grader itself failed, whatever was handed in: no mark may come of it.</summary>
public sealed class InfrastructureException(string message, Exception? inner = null) : Exception(message, inner);
