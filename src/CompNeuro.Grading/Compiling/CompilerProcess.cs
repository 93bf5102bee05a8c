using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using CompNeuro.Grading.Running;

namespace CompNeuro.Grading.Compiling;

/// <summary>The judge's side of the compiler. One that does not end or dies of a source is replaced by a new one.</summary>
internal sealed class CompilerProcess(Limits limits) : IAsyncDisposable
{
    private const int MostBlamed = 2;
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);

    private Task<Process>? starting;

    /// <summary>Starts the process, if it is not there.</summary>
    public Task<Process> StartAsync() => starting = starting is { IsFaulted: false } ? starting : NewAsync();

    /// <summary>Compiles a source. A cell at which a compiler ended, by itself or at its limit, is left out if another one ends there too, which nobody's machine can be the reason of.</summary>
    /// <returns>Null for a source that compilers do not survive; and its cells, of which those that are too much say so.</returns>
    /// <exception cref="InfrastructureException">The compiler does not start, has no processor, or ends whatever it is given.</exception>
    public async Task<(CompiledCode? Code, IReadOnlyList<SourceCell> Cells)> CompileAsync(SourceCode source)
    {
        for (var blamed = 0; ; blamed++)
        {
            var (code, last) = await TryAsync(source).ConfigureAwait(false);
            if (code is null)
            {
                (code, last) = await TryAsync(source).ConfigureAwait(false);
            }

            if (code is not null || blamed == MostBlamed)
            {
                return (code, source.Cells);
            }

            // Without the cell at which it ended, the others may compile.
            var end = last ?? throw new InfrastructureException("The compiler's process ended before it had begun.");
            source = source with { Cells = [.. source.Cells.Select(cell => cell.Name == end ? cell with { TooMuch = true } : cell)] };
        }
    }

    private async Task<(CompiledCode? Code, string? Last)> TryAsync(SourceCode source)
    {
        string? last = null;
        try
        {
            var process = await StartAsync().ConfigureAwait(false);
            var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(source)).WaitAsync(limits.CompilationByTheClock).ConfigureAwait(false);
            await process.StandardInput.FlushAsync().WaitAsync(limits.CompilationByTheClock).ConfigureAwait(false);
            for (var next = process.StandardOutput.ReadLineAsync(); process.TotalProcessorTime - before < limits.Compilation;)
            {
                if (clock.Elapsed > limits.CompilationByTheClock)
                {
                    throw new TimeoutException();
                }

                if (await Task.WhenAny(next, Task.Delay(Glance)).ConfigureAwait(false) != next)
                {
                    continue;
                }

                if (await next.ConfigureAwait(false) is not { } line)
                {
                    break;
                }

                if (!line.StartsWith(CompilerServer.Begun, StringComparison.Ordinal))
                {
                    return (JsonSerializer.Deserialize<CompiledCode>(line), last);
                }

                (last, next) = (line[CompilerServer.Begun.Length..], process.StandardOutput.ReadLineAsync());
            }
        }
        catch (TimeoutException)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw new InfrastructureException($"The machine is too busy: in {limits.CompilationByTheClock.TotalSeconds:0} s the compiler had hardly any of it.");
        }
        catch (Exception ended) when (ended is IOException or InvalidOperationException or Win32Exception)
        {
            // By itself, or by somebody's hand.
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

    private static async Task<Process> NewAsync()
    {
        var host = Path.Combine(AppContext.BaseDirectory, Assembly.GetEntryAssembly()!.GetName().Name!);
        var how = new ProcessStartInfo(
            Sandbox.DotNet,
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
