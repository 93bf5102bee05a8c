using System.Text;
using System.Text.Json.Nodes;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Release;

/// <summary>A notebook made from another.</summary>
internal static class NotebookEdit
{
    /// <summary>With something that only this course reads, in the notebook's metadata.</summary>
    public static NotebookDocument WithMark(this NotebookDocument notebook, string key, string value) => notebook.With(json =>
    {
        var metadata = json["metadata"]!.AsObject();
        metadata[Ours] ??= new JsonObject();
        metadata[Ours]![key] = value;
    });

    /// <summary>Null for none.</summary>
    public static string? Mark(this NotebookDocument notebook, string key) =>
        JsonNode.Parse(notebook.ToJson())!["metadata"] is JsonObject metadata && metadata[Ours] is JsonObject ours && ours[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private const string Ours = "compneuro";

    /// <summary>With any change of its JSON.</summary>
    public static NotebookDocument With(this NotebookDocument notebook, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(notebook.ToJson())!.AsObject();
        change(json);
        return NotebookDocument.Parse(Encoding.UTF8.GetBytes(NotebookJson.Write(json)), notebook.Title ?? "The notebook");
    }
}
