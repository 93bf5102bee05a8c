using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CompNeuro.Grading.Running;

/// <summary>How a runner came to its end.</summary>
internal enum Death
{
    /// <summary>A time was over, and it was stopped.</summary>
    TimedOut,

    OutOfMemory,
    StackOverflow,

    /// <summary>It printed too much, and was stopped.</summary>
    Flooded,

    /// <summary>It said what no runner says, and was stopped.</summary>
    Garbled,

    /// <summary>It ended by itself.</summary>
    Exited,

    /// <summary>Somebody killed it: its own code, or a system that was short of memory.</summary>
    Killed,

    /// <summary>It never ran: the time of the whole submission was over.</summary>
    NotBegun,
}

/// <summary>The runner ended before it was done. A student's code did that.</summary>
internal sealed class RunnerDiedException(Death death) : Exception($"The runner is gone: {death}.")
{
    public Death Death => death;
}

/// <summary>The judge's side of one runner.</summary>
internal sealed class RunnerProcess : IAsyncDisposable
{
    private const int KeptErrorText = 16 << 10;
    private const int ByKill = 128 + 9;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder errorText = new();
    private readonly Task readErrors;
    private volatile bool flooded;

    private RunnerProcess(Process process, int outputBytes)
    {
        this.process = process;
        readErrors = Task.Run(() => ReadErrorsAsync(outputBytes));
    }

    /// <returns>A runner that waits for a submission.</returns>
    /// <exception cref="InfrastructureException">It does not start.</exception>
    public static async Task<RunnerProcess> StartAsync(Isolation isolation, Limits limits)
    {
        RunnerProcess runner;
        try
        {
            runner = new(await Spawner.StartAsync(Sandbox.Command(isolation)).ConfigureAwait(false), limits.OutputBytes);
        }
        catch (Win32Exception missing)
        {
            throw new InfrastructureException($"{(isolation is Isolation.Bubblewrap ? "bubblewrap (bwrap)" : "dotnet")} cannot be started: {missing.Message}.", missing);
        }

        try
        {
            var (word, _) = await runner.ReceiveAsync(StartTime).ConfigureAwait(false);
            return word is Word.Ready ? runner : throw new RunnerDiedException(Death.Garbled);
        }
        catch (RunnerDiedException dead)
        {
            await runner.DisposeAsync().ConfigureAwait(false);
            throw new InfrastructureException($"The runner does not start ({dead.Death}): {runner.ErrorText.Trim()}", dead);
        }
    }

    private string ErrorText
    {
        get
        {
            lock (errorText)
            {
                return errorText.ToString();
            }
        }
    }

    /// <exception cref="RunnerDiedException">It is gone.</exception>
    public async Task SendAsync(byte[] message)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(message).AsTask().WaitAsync(StartTime).ConfigureAwait(false);
            await process.StandardInput.BaseStream.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or TimeoutException)
        {
            throw await DiedAsync(gone is TimeoutException ? Death.TimedOut : Death.Exited).ConfigureAwait(false);
        }
    }

    /// <exception cref="RunnerDiedException">Nothing came in time, or nothing can come any more.</exception>
    public async Task<(Word Word, BinaryReader Content)> ReceiveAsync(TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        try
        {
            return await Wire.ReadAsync(process.StandardOutput.BaseStream, patience.Token).AsTask().WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw await DiedAsync(Death.TimedOut).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw await DiedAsync(Death.Garbled).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw await DiedAsync(Death.Exited).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the runner, and all that it started with it.</summary>
    public async Task<RunnerDiedException> DiedAsync(Death death)
    {
        if (death is Death.Exited)
        {
            // Its last words say why, and take a moment.
            await Task.WhenAny(Task.WhenAll(process.WaitForExitAsync(), readErrors), Task.Delay(2000)).ConfigureAwait(false);
        }

        var killed = process is { HasExited: true, ExitCode: ByKill };
        await DisposeAsync().ConfigureAwait(false);
        var words = ErrorText;
        return new(flooded ? Death.Flooded
            : death is not Death.Exited ? death
            : words.Contains("Stack overflow", StringComparison.Ordinal) ? Death.StackOverflow
            : words.Contains("Out of memory", StringComparison.Ordinal) || words.Contains("OutOfMemoryException", StringComparison.Ordinal) ? Death.OutOfMemory
            : killed ? Death.Killed
            : Death.Exited);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
        await Task.WhenAny(readErrors, Task.Delay(1000)).ConfigureAwait(false);
    }

    private async Task ReadErrorsAsync(int most)
    {
        var block = new byte[16 << 10];
        int count;
        for (var total = 0; (count = await process.StandardError.BaseStream.ReadAsync(block).ConfigureAwait(false)) > 0;)
        {
            total += count;
            lock (errorText)
            {
                errorText.Append(Encoding.UTF8.GetString(block, 0, Math.Min(count, Math.Max(0, KeptErrorText - errorText.Length))));
            }

            if (total > most)
            {
                flooded = true;
                process.Kill(entireProcessTree: true);
                return;
            }
        }
    }
}
