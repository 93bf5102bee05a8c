using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>Which cells of one population a cell of another is connected to.</summary>
public abstract class Connectivity
{
    private protected Connectivity()
    {
    }

    /// <summary>Every cell to every cell.</summary>
    public static Connectivity AllToAll { get; } = new AllPairs();

    /// <summary>Every pair with the same probability, independently.</summary>
    public static Connectivity Random(double probability) => probability is >= 0 and <= 1
        ? new RandomPairs(probability)
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, $"A probability cannot be {probability}: it must lie between 0 and 1.");

    /// <summary>From every cell so many synapses, each to a cell drawn evenly from all, so that some are reached twice.</summary>
    public static Connectivity OutDegree(int synapses) => new RandomTargets(Positive(synapses));

    /// <summary>Onto every cell so many synapses, each from a cell drawn evenly from all, so that some reach it twice.</summary>
    public static Connectivity InDegree(int synapses) => new RandomSources(Positive(synapses));

    /// <summary>The pairs given, counted from 0 within each population.</summary>
    public static Connectivity Pairs(params IEnumerable<(int Source, int Target)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new GivenPairs([.. pairs]);
    }

    /// <summary>Whether it connects every cell to every cell, once.</summary>
    internal virtual bool IsComplete => false;

    /// <summary>How many synapses to expect.</summary>
    internal abstract double Expected(int sources, int targets);

    /// <summary>Refuses populations that it does not fit.</summary>
    internal virtual void Check(int sources, int targets)
    {
    }

    /// <summary>Prepares to list the targets of cells of <paramref name="sources"/>.</summary>
    internal virtual Connectivity For(int sources, int targets, CellRandom random) => this;

    /// <summary>Lists the targets of one cell, of what <see cref="For"/> gave.</summary>
    internal virtual void List(int source, int targets, CellRandom random, TargetList list) => throw new NotSupportedException();

    private static int Positive(int synapses) => synapses > 0
        ? synapses
        : throw new ArgumentOutOfRangeException(nameof(synapses), synapses, $"{synapses} synapses a cell are not possible: give a positive number.");

    private sealed class AllPairs : Connectivity
    {
        internal override bool IsComplete => true;

        internal override double Expected(int sources, int targets) => (double)sources * targets;

        internal override void List(int source, int targets, CellRandom random, TargetList list)
        {
            var room = list.Room(targets);
            for (var target = 0; target < targets; target++)
            {
                room[target] = target;
            }

            list.Count += targets;
        }
    }

    private sealed unsafe class RandomPairs(double probability) : Connectivity
    {
        internal override double Expected(int sources, int targets) => probability * sources * targets;

        // From one target to the next by a geometric number, ⌈ln u / ln(1 − p)⌉.
        internal override void List(int source, int targets, CellRandom random, TargetList list)
        {
            if (probability == 0)
            {
                return;
            }

            var logs = stackalloc float[CellRandom.Group];
            var scale = probability == 1 ? 0 : 1 / Special.LogP1(-probability);
            var target = -1.0;
            for (var group = 0u; ; group++)
            {
                random.FillLog(logs, group, source);
                var room = list.Room(CellRandom.Group);
                for (var i = 0; i < CellRandom.Group; i++)
                {
                    target += 1 + Math.Floor(logs[i] * scale);
                    if (target >= targets)
                    {
                        list.Count += i;
                        return;
                    }

                    room[i] = (int)target;
                }

                list.Count += CellRandom.Group;
            }
        }
    }

    private sealed unsafe class RandomTargets(int synapses) : Connectivity
    {
        internal override double Expected(int sources, int targets) => (double)sources * synapses;

        internal override void List(int source, int targets, CellRandom random, TargetList list)
        {
            var words = stackalloc uint[CellRandom.Group];
            var room = list.Room(synapses);
            for (var i = 0; i < synapses; i++)
            {
                if (i % CellRandom.Group == 0)
                {
                    random.Fill(words, (uint)(i / CellRandom.Group), source);
                }

                room[i] = (int)((ulong)words[i % CellRandom.Group] * (ulong)targets >> 32);
            }

            list.Count += synapses;
        }
    }

    private sealed unsafe class RandomSources(int synapses) : Connectivity
    {
        internal override double Expected(int sources, int targets) => (double)targets * synapses;

        internal override void Check(int sources, int targets)
        {
            if ((long)targets * synapses > Array.MaxLength)
            {
                throw new ArgumentException($"{synapses} synapses onto each of {targets} cells are more than the {Array.MaxLength} that one connection can sort by their source: connect the targets in parts.");
            }
        }

        internal override Connectivity For(int sources, int targets, CellRandom random) => new SortedPairs(sources, visit =>
        {
            var words = stackalloc uint[CellRandom.Group];
            for (var target = 0; target < targets; target++)
            {
                for (var i = 0; i < synapses; i++)
                {
                    if (i % CellRandom.Group == 0)
                    {
                        random.Fill(words, (uint)(i / CellRandom.Group), target);
                    }

                    visit((int)((ulong)words[i % CellRandom.Group] * (ulong)sources >> 32), target);
                }
            }
        });
    }

    private sealed class GivenPairs((int Source, int Target)[] pairs) : Connectivity
    {
        internal override double Expected(int sources, int targets) => pairs.Length;

        internal override void Check(int sources, int targets)
        {
            foreach (var (source, target) in pairs)
            {
                if (source < 0 || source >= sources || target < 0 || target >= targets)
                {
                    throw new ArgumentException($"The pair ({source}, {target}) does not exist: the cells are 0 to {sources - 1} and 0 to {targets - 1}.");
                }
            }
        }

        internal override Connectivity For(int sources, int targets, CellRandom random) => new SortedPairs(sources, visit => Array.ForEach(pairs, pair => visit(pair.Source, pair.Target)));
    }

    /// <summary>Pairs sorted by their source. They are visited twice, to be counted and to be put in place, for a list of them takes more memory than the network.</summary>
    private sealed class SortedPairs : Connectivity
    {
        private readonly int[] starts, sorted;

        public SortedPairs(int sources, Action<Action<int, int>> visitAll)
        {
            var ends = new int[sources + 1];
            visitAll((source, _) => ends[source + 1]++);
            for (var source = 0; source < sources; source++)
            {
                ends[source + 1] += ends[source];
            }

            (starts, sorted) = ([.. ends], new int[ends[sources]]);
            visitAll((source, target) => sorted[ends[source]++] = target);
        }

        internal override double Expected(int sources, int targets) => sorted.Length;

        internal override void List(int source, int targets, CellRandom random, TargetList list)
        {
            var row = sorted.AsSpan(starts[source]..starts[source + 1]);
            row.CopyTo(list.Room(row.Length));
            list.Count += row.Length;
        }
    }
}

/// <summary>The targets of one cell while a network is built.</summary>
internal sealed class TargetList
{
    private int[] targets = [];

    public int Count { get; set; }

    public ReadOnlySpan<int> Targets => targets.AsSpan(0, Count);

    public Span<int> Room(int more)
    {
        if (Count + more > targets.Length)
        {
            Array.Resize(ref targets, Math.Max(Count + more, 2 * targets.Length));
        }

        return targets.AsSpan(Count, more);
    }

    /// <summary>Moves a target to a place before its own.</summary>
    public void Keep(int place, int target) => targets[place] = target;
}
