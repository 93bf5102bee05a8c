using System.Text.Json;
using System.Text.Json.Nodes;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading;

/// <summary>What nbgrader's metadata, schema version 3, say of a cell.</summary>
/// <param name="GradeId">The cell's name, the same in every copy of the homework.</param>
/// <param name="Solution">The student writes here.</param>
/// <param name="Locked">The student may not change it.</param>
internal sealed record NbgraderMark(string GradeId, bool Solution, bool Locked)
{
    /// <summary>Null for a cell without such metadata.</summary>
    public static NbgraderMark? Of(NotebookCell cell) =>
        cell.Json["metadata"] is JsonObject metadata && metadata["nbgrader"] is JsonObject mark && mark["grade_id"] is JsonValue id && id.GetValueKind() is JsonValueKind.String
            ? new(id.GetValue<string>(), Is(mark, "solution"), Is(mark, "locked"))
            : null;

    private static bool Is(JsonObject mark, string key) => mark[key] is JsonValue value && value.GetValueKind() is JsonValueKind.True;
}
