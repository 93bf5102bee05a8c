using System.Reflection;
using System.Runtime.Loader;
using CompNeuro.Exercises;
using CompNeuro.Grading.Running;

namespace CompNeuro.Grading.Runner;

/// <summary>The compiled cells of a submission and the functions that they define.</summary>
internal sealed class StudentCode() : AssemblyLoadContext("Submission")
{
    private readonly Dictionary<string, Assembly> loaded = [];
    private readonly List<Delegate?> answers = [];
    private object?[] states = new object?[1]; // Slot 0 is Roslyn's, for a globals object.

    /// <summary>Loads and executes cells and binds functions, in the order of the message.</summary>
    /// <param name="message">What to load.</param>
    /// <param name="ask">Gives a right answer in place of the student's.</param>
    /// <param name="finished">Told how each cell ended.</param>
    public void Run(BinaryReader message, Func<string, object?[], object?> ask, Action<Response> finished)
    {
        var (limit, all, patience, questions) = (TimeSpan.FromMilliseconds(message.ReadInt32()), TimeSpan.FromMilliseconds(message.ReadInt32()), message.ReadInt32(), message.ReadInt32());
        var library = Load(Wire.ReadBytes(message));
        var upstream = library.GetType("CompNeuro.Grading.Upstream", throwOnError: true)!.GetField("Ask")!;
        upstream.SetValue(null, (string function, object?[] arguments) =>
            Interlocked.Decrement(ref questions) >= 0 ? ask(function, arguments) : throw new InvalidOperationException("This cell asks for the right answer to an earlier part too often."));
        var cells = new (TimeSpan Limit, Func<object?[], Task<object?>> Program)[message.ReadInt32()];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = (TimeSpan.FromMilliseconds(message.ReadInt32()), Entry(message));
        }

        var taking = Entry(message);
        states = new object?[2 + cells.Length];
        var before = Environment.CpuUsage.TotalTime;
        foreach (var cell in cells)
        {
            var rest = all - (Environment.CpuUsage.TotalTime - before);
            finished(rest > TimeSpan.Zero ? Call(cell.Program, states, rest < cell.Limit ? rest : cell.Limit, patience) : new(Ending.TimedOut));
        }

        upstream.SetValue(null, ask);
        var takers = Call(taking, states, limit, patience).Value as Func<Delegate>[] ?? [];
        answers.AddRange(takers.Select(taker => taker is null ? null : Trial.Run(taker, [[]], limit, patience * limit)[0].Value as Delegate));
    }

    public IReadOnlyList<Response> Try(BinaryReader message)
    {
        var answer = answers.ElementAtOrDefault(message.ReadInt32());
        var (limit, patience) = (TimeSpan.FromMilliseconds(message.ReadInt32()), message.ReadInt32());
        var cases = new IReadOnlyList<object>[message.ReadInt32()];
        for (var i = 0; i < cases.Length; i++)
        {
            cases[i] = Wire.ReadValues(message)!;
        }

        return answer is null ? [.. cases.Select(_ => new Response(Ending.NotImplemented))] : Trial.Run(answer, cases, limit, patience * limit);
    }

    private static Response Call(Func<object?[], Task<object?>> program, object?[] states, TimeSpan limit, int patience) =>
        Trial.Run(() => program(states).GetAwaiter().GetResult(), [[]], limit, patience * limit)[0];

    protected override Assembly? Load(AssemblyName assemblyName) => loaded.GetValueOrDefault(assemblyName.Name!);

    private Func<object?[], Task<object?>> Entry(BinaryReader message)
    {
        var (type, method) = (message.ReadString(), message.ReadString());
        return Load(Wire.ReadBytes(message)).GetType(type, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    private Assembly Load(byte[] image)
    {
        var assembly = LoadFromStream(new MemoryStream(image));
        return loaded[assembly.GetName().Name!] = assembly;
    }
}
