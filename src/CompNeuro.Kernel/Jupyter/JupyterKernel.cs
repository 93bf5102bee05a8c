using System.Runtime.InteropServices;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>Runs this process as a Jupyter kernel.</summary>
public static class JupyterKernel
{
    /// <summary>Serves the front end that wrote <paramref name="connectionFile"/> until it asks to stop, or until it is gone.</summary>
    /// <param name="engine">Called at once, in the background: the front end is answered while the engine still loads.</param>
    /// <param name="comms">What answers comms that the front end opens; none by default.</param>
    /// <returns>The exit code of the process, which should end now.</returns>
    /// <exception cref="InvalidDataException">The connection file cannot be used.</exception>
    public static async Task<int> RunAsync(string connectionFile, Func<IEngine> engine, KernelIdentity identity, CommRegistry? comms = null)
    {
        // Cells redirect Console; the log goes to the process's own standard error, which the front end keeps.
        var error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
        void Log(string line) => error.WriteLine($"[{identity.Name}] {line}");
        AppDomain.CurrentDomain.UnhandledException += (_, crash) => Log($"unhandled {crash.ExceptionObject}");

        var data = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), identity.Name);
        var crashNote = new CrashNote(Path.Combine(data, "running"), connectionFile);
        using var server = new JupyterServer(
            ConnectionFile.Read(connectionFile), engine, identity, comms ?? new(), new(Path.Combine(data, "history"), Log), crashNote, Log);
        var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnExit(object? sender, EventArgs arguments)
        {
            // What the cell printed before it ended the process is still on its way from the engine, which gathers text for 30 ms.
            Thread.Sleep(100);
            server.SayLastWords(
                "KernelExit",
                $"The cell ended the process (exit code {Environment.ExitCode}), as Environment.Exit does. The kernel has to be restarted; variables are lost.");
            crashNote.End();
            server.Close();
        }

        AppDomain.CurrentDomain.ProcessExit += OnExit;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            server.Interrupt();
        });
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            ended.TrySetResult(0);
        });
        ParentProcess.Watch(() => ended.TrySetResult(0));
        server.Start();
        var first = await Task.WhenAny(ended.Task, server.Completion).ConfigureAwait(false);
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        crashNote.End();
        server.Dispose();
        return first == server.Completion && await server.Completion.ConfigureAwait(false) == KernelEnd.Stuck ? 1 : 0;
    }
}
