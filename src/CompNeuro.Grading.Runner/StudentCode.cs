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
        var (limit, all, part) = (TimeSpan.FromMilliseconds(message.ReadInt32()), TimeSpan.FromMilliseconds(message.ReadInt32()), TimeSpan.FromMilliseconds(message.ReadInt32()));
        var (patience, questions) = (message.ReadInt32(), message.ReadInt32());
        var library = Load(Wire.ReadBytes(message));
        var upstream = library.GetType("CompNeuro.Grading.Upstream", throwOnError: true)!.GetField("Ask")!;
        upstream.SetValue(null, (string function, object?[] arguments) =>
            Interlocked.Decrement(ref questions) >= 0 ? ask(function, arguments) : throw new InvalidOperationException("This cell asks for the right answer to an earlier part too often."));
        var cells = new (bool Endless, MethodInfo Program)[message.ReadInt32()];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = (message.ReadBoolean(), Entry(message));
        }

        var taking = Entry(message);
        states = new object?[2 + cells.Length];
        var before = Environment.CpuUsage.TotalTime;
        foreach (var (endless, program) in cells)
        {
            if (endless)
            {
                // Its functions are there, and its statements are not executed.
                Activator.CreateInstance(program.DeclaringType!, [states]);
                finished(new(Ending.Returned));
                continue;
            }

            var rest = all - (Environment.CpuUsage.TotalTime - before);
            var response = Call(program, states, rest < limit ? rest : limit, patience);
            finished(response with { Problem = response.Ending is Ending.TimedOut && rest < limit ? "all" : response.Problem });
            if (response.Ending is Ending.TimedOut)
            {
                Thread.Sleep(Timeout.Infinite); // What did not stop goes on here, and the judge elsewhere.
            }
        }

        upstream.SetValue(null, ask);
        var takers = Call(taking, states, part, patience).Value as Func<Delegate>[] ?? [];
        answers.AddRange(takers.Select(taker => taker is null ? null : Trial.Run(taker, [[]], part, patience * part)[0].Value as Delegate));
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

    private static Response Call(MethodInfo program, object?[] states, TimeSpan limit, int patience)
    {
        var run = program.CreateDelegate<Func<object?[], Task<object?>>>();
        return Trial.Run(() => run(states).GetAwaiter().GetResult(), [[]], limit, patience * limit)[0];
    }

    protected override Assembly? Load(AssemblyName assemblyName) => loaded.GetValueOrDefault(assemblyName.Name!);

    private MethodInfo Entry(BinaryReader message)
    {
        var (type, method) = (message.ReadString(), message.ReadString());
        return Load(Wire.ReadBytes(message)).GetType(type, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
    }

    private Assembly Load(byte[] image)
    {
        var assembly = LoadFromStream(new MemoryStream(image));
        return loaded[assembly.GetName().Name!] = assembly;
    }
}
