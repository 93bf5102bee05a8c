using System.Diagnostics;

namespace CompNeuro.Cli.Tests;

/// <summary>Runs the built command as a user would, with a home directory of its own that is deleted afterwards.</summary>
public sealed class CommandLineProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "CompNeuro.Cli.dll");

    public string Home { get; } = Directory.CreateTempSubdirectory("compneuro-test-").FullName;

    public string Data => Path.Combine(Home, "data");

    public string Jupyter => Path.Combine(Home, "jupyter");

    public string PathTo(string name) => Path.Combine(Home, name);

    public string Write(string name, params string[] cells)
    {
        var path = PathTo(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Notebooks.Of(cells));
        return path;
    }

    public Process Start(params string[] arguments)
    {
        var how = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Home,
        };
        // Only the data goes elsewhere: the packages that a publish restores are those of this machine.
        how.Environment["XDG_DATA_HOME"] = Data;
        how.Environment["LOCALAPPDATA"] = Data;
        how.Environment["JUPYTER_DATA_DIR"] = Jupyter;
        how.Environment["XDG_CONFIG_HOME"] = PathTo("config");
        return Process.Start(how)!;
    }

    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
