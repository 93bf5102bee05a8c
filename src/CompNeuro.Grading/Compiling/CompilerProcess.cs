using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using CompNeuro.Grading.Running;

namespace CompNeuro.Grading.Compiling;

/// <summary>The judge's side of the compiler. One that hangs or dies of a source is replaced by a new one.</summary>
internal sealed class CompilerProcess(Limits limits) : IAsyncDisposable
{
    private const int MostTries = 3;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);

    private Task<Process>? starting;

    /// <summary>Starts the process, if it is not there, without waiting for it.</summary>
    public void Start() => starting ??= StartAsync();

    /// <returns>Null for a source that compilers do not survive, or not in time.</returns>
    /// <exception cref="InfrastructureException">The compiler does not start.</exception>
    public async Task<CompiledCode?> CompileAsync(SourceCode source)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (code, last) = await TryAsync(source).ConfigureAwait(false);
            if (code is not null || last is null)
            {
                return code;
            }

            // Without the cell at which it ended, the others may compile.
            source = source with { Cells = [.. source.Cells.Select(cell => cell.Name == last ? cell with { TooMuch = true } : cell)] };
        }

        return null;
    }

    private async Task<(CompiledCode? Code, string? Last)> TryAsync(SourceCode source)
    {
        Start();
        string? last = null;
        var process = await starting!.ConfigureAwait(false);
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(source)).ConfigureAwait(false);
            await process.StandardInput.FlushAsync().ConfigureAwait(false);
            using var patience = new CancellationTokenSource(limits.Compilation);
            while (await process.StandardOutput.ReadLineAsync(patience.Token).AsTask().WaitAsync(patience.Token).ConfigureAwait(false) is { } line)
            {
                if (!line.StartsWith(CompilerServer.Begun, StringComparison.Ordinal))
                {
                    return (JsonSerializer.Deserialize<CompiledCode>(line), last);
                }

                last = line[CompilerServer.Begun.Length..];
            }
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            // Dead, or as good as dead.
        }

        await DisposeAsync().ConfigureAwait(false);
        return (null, last);
    }

    public async ValueTask DisposeAsync()
    {
        if (starting is not { } started)
        {
            return;
        }

        starting = null;
        try
        {
            using var process = await started.ConfigureAwait(false);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is InvalidOperationException or InfrastructureException)
        {
            // There is nothing to stop.
        }
    }

    private static async Task<Process> StartAsync()
    {
        var host = Path.Combine(AppContext.BaseDirectory, Assembly.GetEntryAssembly()!.GetName().Name!);
        var how = new ProcessStartInfo(
            Path.GetFullPath("../../../dotnet", RuntimeEnvironment.GetRuntimeDirectory()),
            ["exec", "--runtimeconfig", $"{host}.runtimeconfig.json", "--depsfile", $"{host}.deps.json", typeof(CompilerProcess).Assembly.Location]);
        how.RedirectStandardInput = how.RedirectStandardOutput = how.RedirectStandardError = true;
        how.Environment["DOTNET_GCHeapHardLimit"] = "40000000"; // 1 GB
        how.Environment["DOTNET_TieredPGO"] = "0";
        how.Environment["DOTNET_gcServer"] = "0";
        var process = await Spawner.StartAsync(how).ConfigureAwait(false);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null); // A compiler that overflows its stack says so at length.
        try
        {
            return await process.StandardOutput.ReadLineAsync().WaitAsync(StartTime).ConfigureAwait(false) is "ready" ? process : throw new InfrastructureException("The compiler's process ended before it was ready.");
        }
        catch (TimeoutException late)
        {
            process.Kill();
            throw new InfrastructureException("The compiler's process did not get ready.", late);
        }
    }
}
