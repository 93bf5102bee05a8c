using System.Text.Json.Nodes;

namespace CompNeuro.Grading.Tests;

/// <summary>A small homework of chapter 1, right answers to it, and notebooks as students hand them in.</summary>
internal static class Answers
{
    public const string Nernst = "double NernstPotential(double inside, double outside, int z, double T) => 1000 * 8.314462618 * (T + 273.15) / 96485.33212 / z * Math.Log(outside / inside);";

    public const string Gain = "double LowPassGain(double frequency, double tau) => 1 / Math.Sqrt(1 + Math.Pow(2 * Math.PI * frequency * tau / 1000, 2));";

    public const string Lambda = "double LengthConstant(double diameter, double Rm, double Ri) => 1e4 * Math.Sqrt(diameter * 1e-4 / 4 * 1000 * Rm / Ri);";

    public const string Resistance = """
        double InputResistance(double diameter, double length, double Rm, double Ri, string end)
        {
            var lambda = LengthConstant(diameter, Rm, Ri);
            var endless = 1e-6 * 4 * Ri * lambda * 1e-4 / (Math.PI * diameter * diameter * 1e-8);
            return end == "sealed" ? endless / Math.Tanh(length / lambda) : endless * Math.Tanh(length / lambda);
        }
        """;

    public const string Warmed = "double WarmedTimeConstant(double tau, double Q10, double from, double to) => tau / Math.Pow(Q10, (to - from) / 10);";

    public const string Path = """
        double[] NoisyPath(double EL, double tau, double sigma, double dt, int n, int seed)
        {
            var random = new Random(seed);
            double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var V = new double[n];
            V[0] = EL;
            for (var i = 1; i < n; i++)
                V[i] = EL + (V[i - 1] - EL) * Math.Exp(-dt / tau) + sigma * Math.Sqrt(1 - Math.Exp(-2 * dt / tau)) * Normal();
            return V;
        }
        """;

    /// <summary>The answer cells of the homework, by their <c>grade_id</c>.</summary>
    public static IReadOnlyDictionary<string, string> Right { get; } = new Dictionary<string, string>
    {
        ["nernst"] = Nernst, ["gain"] = Gain, ["path"] = Path, ["lambda"] = Lambda, ["resistance"] = Resistance, ["warmed"] = Warmed,
    };

    public static IReadOnlyDictionary<string, string> Checks { get; } = new Dictionary<string, string>
    {
        ["nernst"] = "Check.NernstPotential(NernstPotential)", ["gain"] = "Check.LowPassGain(LowPassGain)", ["path"] = "Check.NoisyPath(NoisyPath)",
        ["lambda"] = "Check.LengthConstant(LengthConstant)", ["resistance"] = "Check.InputResistance(InputResistance)", ["warmed"] = "Check.WarmedTimeConstant(WarmedTimeConstant)",
    };

    /// <summary>The solutions notebook.</summary>
    public static string Solutions { get; } = With(new Dictionary<string, string>());

    /// <summary>A submission that is right but for some answer cells.</summary>
    public static string With(IReadOnlyDictionary<string, string> changed, string before = "", string after = "") =>
        Notebook(
        [
            Cell("#r \"nuget: CompNeuro.Notebook\"", "setup", locked: true),
            .. before.Length > 0 ? [Cell(before)] : Array.Empty<JsonObject>(),
            .. Right.SelectMany(answer => (JsonObject[])[Cell(changed.GetValueOrDefault(answer.Key, answer.Value), answer.Key), Cell(Checks[answer.Key], $"{answer.Key}-check", locked: true)]),
            .. after.Length > 0 ? [Cell(after)] : Array.Empty<JsonObject>(),
        ]);

    /// <summary>The same for one answer cell.</summary>
    public static string With(string gradeId, string code) => With(new Dictionary<string, string> { [gradeId] = code });

    public static string Notebook(IEnumerable<JsonObject> cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["language"] = "C#", ["name"] = "compneuro", ["display_name"] = "C#" } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();

    public static JsonObject Cell(string code, string? gradeId = null, bool locked = false) => new()
    {
        ["cell_type"] = "code", ["execution_count"] = null, ["id"] = gradeId ?? "own", ["outputs"] = new JsonArray(), ["source"] = code,
        ["metadata"] = gradeId is null ? [] : new JsonObject
        {
            ["nbgrader"] = new JsonObject { ["grade"] = locked, ["grade_id"] = gradeId, ["locked"] = locked, ["schema_version"] = 3, ["solution"] = !locked, ["task"] = false },
        },
    };
}
