using System.Diagnostics;
using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Cli.Tests.Kernel;

/// <summary>The kernel's process as Jupyter's own client sees it; skipped where Jupyter for Python is not installed.</summary>
[Collection("jupyter client")]
public sealed class JupyterClientTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly string data = Directory.CreateTempSubdirectory("compneuro-jupyter-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task ThePublicKernelTestSuitePassesWhole()
    {
        var output = await RunUnitTestsAsync("compneuro_kernel_test", "jupyter_kernel_test");

        // Every sample of the suite is filled in, so none of its tests may be left out.
        Assert.DoesNotContain("skipped", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheProcessEndsSpeaksAndSurvivesAsItShould() => await RunUnitTestsAsync("kernel_process_test", "jupyter_client");

    [Fact]
    public async Task NbconvertExecutesANotebook()
    {
        var python = await FindPythonAsync("nbconvert");
        var notebook = Path.Combine(data, "tiny.ipynb");
        await File.WriteAllTextAsync(notebook, """
            {"cells": [
              {"cell_type": "code", "id": "sum", "execution_count": null, "metadata": {}, "outputs": [], "source": "var x = 20;\nx + 22"},
              {"cell_type": "code", "id": "print", "execution_count": null, "metadata": {}, "outputs": [], "source": "Console.WriteLine($\"x is {x}\");"}],
             "metadata": {"kernelspec": {"display_name": "C# (CompNeuro)", "language": "C#", "name": "compneuro"}},
             "nbformat": 4, "nbformat_minor": 5}
            """);
        var (code, output) = await RunAsync(python, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "done.ipynb", notebook);
        Assert.True(code == 0, output);
        var done = await File.ReadAllTextAsync(Path.Combine(data, "done.ipynb"));
        Assert.Contains("\"42\"", done, StringComparison.Ordinal);
        Assert.Contains("x is 20", done, StringComparison.Ordinal);
    }

    private async Task<string> RunUnitTestsAsync(string module, string needed)
    {
        var python = await FindPythonAsync(needed);
        var (code, output) = await RunAsync(python, "-W", "ignore", "-m", "unittest", "--verbose", module);
        Assert.True(code == 0, output);
        Assert.DoesNotContain("Ran 0 tests", output, StringComparison.Ordinal);
        return output;
    }

    private async Task<string> FindPythonAsync(string module)
    {
        new KernelSpecification("compneuro", "C# (CompNeuro)", "C#",
            [DotnetPath(), Path.Combine(AppContext.BaseDirectory, "CompNeuro.Cli.dll"), "kernel", "start", "--connection-file", "{connection_file}"]).Install(data);
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
        {
            try
            {
                if ((await RunAsync(python, "-c", $"import {module}")).Code == 0)
                {
                    return python;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        Assert.Skip($"Python 3 with {module} is not installed here (on Debian: apt install python3-jupyter-kernel-test jupyter-nbconvert).");
        return "";
    }

    private static string DotnetPath() => Path.Combine(
        Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    private async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "Kernel") };
        start.Environment["JUPYTER_DATA_DIR"] = data;
        start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(data, "runtime");
        start.Environment["JUPYTER_CONFIG_DIR"] = Path.Combine(data, "config");
        start.Environment["XDG_DATA_HOME"] = data;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, $"{await output}\n{await error}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Patience}.");
        }
    }
}
