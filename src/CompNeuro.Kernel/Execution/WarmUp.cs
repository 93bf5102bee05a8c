using Microsoft.CodeAnalysis.CSharp.Scripting;

namespace CompNeuro.Kernel.Execution;

/// <summary>Runs typical cells before the student does, so that the first ones need not wait for the runtime to compile the compiler.</summary>
internal static class WarmUp
{
    private const string Typical = "var squares = Enumerable.Range(0, 3).Select(x => (double)x * x).ToArray(); Console.Write(\"\"); squares";

    /// <summary>Compiles a line against the core library alone, which can be done while the session still reads all the others.</summary>
    public static void Compiler()
    {
        var core = CellOptions.Common.WithReferences(typeof(object).Assembly);
        new Submissions(CSharpScript.Create<object>("", core), new CellAssemblies()).Compile("var x = 1; x + 1", "warm-up", [], CancellationToken.None);
    }

    /// <summary>Runs typical cells in a session of their own.</summary>
    /// <param name="mayGoOn">Waits while the student's own cells run; false when there is no need any more.</param>
    public static async Task RunAsync(Session session, IEnumerable<string> cells, Func<Task<bool>> mayGoOn)
    {
        using var scratch = session.Fresh();
        foreach (var (number, cell) in cells.Prepend(Typical).Index())
        {
            if (!await mayGoOn().ConfigureAwait(false))
            {
                return;
            }

            await scratch.ExecuteAsync(cell, $"warm-up {number + 1}", Silence.Instance).ConfigureAwait(false);
        }

        if (await mayGoOn().ConfigureAwait(false))
        {
            await session.CompleteAsync("Math.Sq", 7, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private sealed class Silence : ICellOutput
    {
        public static readonly Silence Instance = new();

        public void Write(StreamName stream, string text)
        {
        }

        public void Display(MimeBundle bundle, string? displayId)
        {
        }

        public void UpdateDisplay(MimeBundle bundle, string displayId)
        {
        }

        public void ClearOutput(bool wait)
        {
        }

        public string ReadLine(string prompt, bool password) => "";
    }
}
