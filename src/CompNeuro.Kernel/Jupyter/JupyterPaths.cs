namespace CompNeuro.Kernel.Jupyter;

/// <summary>Where Jupyter looks for what a user installed.</summary>
public static class JupyterPaths
{
    /// <summary>
    /// The user's Jupyter data directory: <c>JUPYTER_DATA_DIR</c> where set, else <c>%APPDATA%\jupyter</c> on Windows,
    /// <c>~/Library/Jupyter</c> on macOS, <c>$XDG_DATA_HOME/jupyter</c> or <c>~/.local/share/jupyter</c> elsewhere.
    /// </summary>
    public static string UserData => Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } chosen
        ? Path.GetFullPath(chosen)
        : OperatingSystem.IsWindows() ? Path.Combine(Folder(Environment.SpecialFolder.ApplicationData), "jupyter")
        : OperatingSystem.IsMacOS() ? Path.Combine(Folder(Environment.SpecialFolder.UserProfile), "Library", "Jupyter")
        : Path.Combine(Folder(Environment.SpecialFolder.LocalApplicationData), "jupyter");

    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path
            ? path
            : throw new InvalidOperationException("This user has no home directory. Set JUPYTER_DATA_DIR to the directory where Jupyter keeps its kernels.");
}
