using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompNeuro.Figures;
using CompNeuro.Grading.Batch;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>The fingerprints of all figures as they were when somebody last accepted them: <c>notebooks/figures.json</c>.</summary>
internal sealed class FigureManifest
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;

    private FigureManifest(string path, IReadOnlyDictionary<string, Fingerprint> fingerprints) => (_path, Fingerprints) = (path, fingerprints);

    internal IReadOnlyDictionary<string, Fingerprint> Fingerprints { get; }

    internal static FigureManifest Read(CourseFolder course)
    {
        var path = Path.Combine(course.Notebooks, "figures.json");
        try
        {
            var json = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];
            return new FigureManifest(path, json.ToDictionary(one => one.Key, one => Fingerprint.FromJson(one.Value!)));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or NullReferenceException or FormatException or ArgumentException)
        {
            throw new UserError($"{path} is not what \"figures diff --accept\" writes ({problem.Message}). Take it back with git checkout, or delete it and accept all figures.", problem);
        }
    }

    /// <summary>Writes the file anew, with these fingerprints in this order.</summary>
    internal void Write(IEnumerable<(string Id, Fingerprint Fingerprint)> figures)
    {
        // A line a series, so that a change of one is one line of diff.
        var text = new StringBuilder("{\n");
        text.AppendJoin(",\n", figures.Select(one => $"  \"{one.Id}\": [\n{string.Join(",\n", one.Fingerprint.ToJson().Select(series => "    " + series!.ToJsonString(Readable)))}\n  ]"));
        WholeFile.Write(_path, Encoding.UTF8.GetBytes(text.Append("\n}\n").ToString()));
    }
}
