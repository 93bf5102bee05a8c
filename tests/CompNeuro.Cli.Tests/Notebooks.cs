using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Cli.Tests;

/// <summary>Small notebooks.</summary>
internal static class Notebooks
{
    /// <param name="cells">Code cells; one that starts with <c>md:</c> is Markdown, one that starts with <c>tag NAME:</c> has that tag.</param>
    internal static string Of(params string[] cells)
    {
        var array = new JsonArray();
        foreach (var text in cells)
        {
            var tag = text.StartsWith("tag ", StringComparison.Ordinal) ? text[4..text.IndexOf(':')] : null;
            var isText = text.StartsWith("md:", StringComparison.Ordinal);
            var cell = new JsonObject
            {
                ["cell_type"] = isText ? "markdown" : "code",
                ["id"] = $"cell-id-{array.Count + 1}",
                ["metadata"] = tag is null ? [] : new JsonObject { ["tags"] = new JsonArray(tag) },
                ["source"] = isText ? text[3..] : tag is null ? text : text[(text.IndexOf(':') + 1)..],
            };
            if (!isText)
            {
                cell["execution_count"] = null;
                cell["outputs"] = new JsonArray();
            }
            array.Add(cell);
        }
        return new JsonObject
        {
            ["cells"] = array,
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = "C# (CompNeuro)", ["language"] = "C#", ["name"] = "compneuro" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
