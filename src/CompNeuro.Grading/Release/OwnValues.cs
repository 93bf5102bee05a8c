using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CompNeuro.Exercises;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Release;

/// <summary>
/// Each student's own values of a homework's parameters. They follow from a secret of the class and the student's identifier alone, so that grading knows them, and no student
/// can work out another's.
/// </summary>
public static partial class OwnValues
{
    private const string Tag = "parameters";
    /// <summary>Fewer could be guessed.</summary>
    public const int LeastSecretBytes = 16;


    /// <param name="secret">Known to the instructor alone.</param>
    /// <param name="student">The identifier by which submissions are graded.</param>
    /// <exception cref="ArgumentException">The secret is too short to be one.</exception>
    public static IReadOnlyDictionary<string, double> Of(ReadOnlySpan<byte> secret, string student, IEnumerable<OwnParameter> parameters)
    {
        if (secret.Length < LeastSecretBytes)
        {
            throw new ArgumentException($"The secret has {secret.Length} bytes, and must have {LeastSecretBytes} or more: make one with openssl rand -hex 32.", nameof(secret));
        }

        var values = new Dictionary<string, double>();
        foreach (var parameter in parameters)
        {
            var hash = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{student}\n{parameter.Name}"));
            var share = (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * Math.ScaleB(1, -53);
            values[parameter.Name] = Math.Round(parameter.Low + share * (parameter.High - parameter.Low), parameter.Decimals);
        }

        return values;
    }

    /// <summary>The homework as one student has it: their values in its cells, and in what is expected of them.</summary>
    public static Homework With(this Homework homework, IReadOnlyDictionary<string, double> own)
    {
        ArgumentNullException.ThrowIfNull(homework);
        var values = string.Join('\n', own.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value:R}"));
        return homework with
        {
            Parts = [.. homework.Parts.Select(part => part with { Exercise = part.Exercise.With(own) })],
            Cells = [.. homework.Cells.Select(cell => cell with { Given = Put(cell.Given, own) })],
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{homework.Hash}\n{values}"))),
        };
    }

    /// <summary>All parameters of the homework of which students can have values of their own.</summary>
    public static IReadOnlyList<OwnParameter> Parameters(this Homework homework)
    {
        ArgumentNullException.ThrowIfNull(homework);
        return [.. homework.Parts.SelectMany(part => part.Exercise.OwnParameters).DistinctBy(parameter => parameter.Name)];
    }

    /// <summary>The notebook with these values in its cell of parameters.</summary>
    /// <exception cref="InvalidNotebookException">A parameter has no line there.</exception>
    internal static NotebookDocument Put(NotebookDocument notebook, IReadOnlyDictionary<string, double> own)
    {
        var cell = notebook.Cells.SingleOrDefault(cell => cell.Tags.Contains(Tag)) ?? throw new InvalidNotebookException($"The notebook has no cell with the tag \"{Tag}\", or several: there is one place for students' own values.");
        var named = Definition().Matches(cell.Source).Select(match => match.Groups["name"].Value).ToHashSet();
        return own.Keys.FirstOrDefault(name => !named.Contains(name)) is { } missing
            ? throw new InvalidNotebookException($"{cell} has no line \"const double {missing} = …;\".")
            : notebook.WithSources(one => one == cell ? Put(one.Source, own) : one.Source);
    }

    private static string Put(string source, IReadOnlyDictionary<string, double> own) => Definition().Replace(source, match =>
        own.TryGetValue(match.Groups["name"].Value, out var value) ? $"{match.Groups["before"]}{value.ToString(CultureInfo.InvariantCulture)};" : match.Value);

    [GeneratedRegex(@"^(?<before>const double (?<name>\w+) = )[^;]+;", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
