namespace CompNeuro.Kernel;

public enum StreamName
{
    StandardOutput,
    StandardError,
}

/// <summary>Where the output of a running cell goes: a Jupyter front end, a notebook file, a test. Called from any thread.</summary>
public interface ICellOutput
{
    void Write(StreamName stream, string text);

    void Display(MimeBundle bundle, string? displayId);

    void UpdateDisplay(MimeBundle bundle, string displayId);

    void ClearOutput(bool wait);

    /// <summary>Asks the user for a line of input.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to ask, as in a headless run.</exception>
    string ReadLine(string prompt, bool password);
}
