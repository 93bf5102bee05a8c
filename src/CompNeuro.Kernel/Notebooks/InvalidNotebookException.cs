namespace CompNeuro.Kernel.Notebooks;

/// <summary>A file is not a notebook this program can use. The message names the file, the reason and what to do.</summary>
public sealed class InvalidNotebookException(string message, Exception? inner = null) : Exception(message, inner);
