using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Notebooks;

public enum CellKind
{
    Code,
    Markdown,
    Raw,
}

/// <summary>A cell of a <see cref="NotebookDocument"/>. What this class does not name (metadata, attachments) is kept as it is.</summary>
public sealed class NotebookCell
{
    internal NotebookCell(JsonObject json, int number, CellKind kind, string source)
    {
        (Json, Number, Kind, Source) = (json, number, kind, source);
    }

    /// <summary>1-based place among all cells of the notebook.</summary>
    public int Number { get; }

    public CellKind Kind { get; }

    public string Source { get; }

    /// <summary>The cell's id; null in notebooks older than nbformat 4.5.</summary>
    public string? Id => Json["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String ? id.GetValue<string>() : null;

    public IReadOnlyList<string> Tags =>
        Json["metadata"] is JsonObject metadata && metadata["tags"] is JsonArray tags
            ? [.. tags.OfType<JsonValue>().Where(tag => tag.GetValueKind() == JsonValueKind.String).Select(tag => tag.GetValue<string>())]
            : [];

    /// <summary>The outputs of a code cell in nbformat's form; empty for other cells.</summary>
    public IReadOnlyList<JsonObject> Outputs => Json["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>()] : [];

    /// <summary>Files kept inside a Markdown cell: name to a MIME bundle of base64 text.</summary>
    public JsonObject? Attachments => Json["attachments"] as JsonObject;

    internal JsonObject Json { get; }

    /// <summary>Replaces what an earlier run left in a code cell.</summary>
    public void SetOutputs(IEnumerable<JsonObject> outputs, int? executionCount)
    {
        if (Kind != CellKind.Code)
        {
            throw new InvalidOperationException($"cell {Number} is {Kind}: only code cells have outputs");
        }
        Json["execution_count"] = executionCount is { } count ? JsonValue.Create(count) : null;
        Json["outputs"] = new JsonArray([.. outputs]);
    }

    /// <summary>The cell as a person finds it: number, and id where there is one.</summary>
    public override string ToString() => Id is { } id ? $"cell {Number} ({id})" : $"cell {Number}";
}
