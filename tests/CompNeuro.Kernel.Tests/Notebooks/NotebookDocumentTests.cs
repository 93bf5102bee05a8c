using System.Text;
using CompNeuro.Kernel.Notebooks;
using CsCheck;

namespace CompNeuro.Kernel.Tests.Notebooks;

public class NotebookDocumentTests
{
    /// <summary>Written by Python's nbformat 5 (keys sorted), with what is easily lost: emoji, DEL, escapes, number forms, unknown keys.</summary>
    private const string FromNbformat =
        """
        {
         "cells": [
          {
           "attachments": {},
           "cell_type": "markdown",
           "id": "title",
           "metadata": {
            "tags": [
             "a",
             "b"
            ]
           },
           "source": [
            "# Ça va 😀 \u001b[0m <b>&'+\"\\ \u0000\n",
            "$V_\\text{m}$"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "empty",
           "metadata": {},
           "outputs": [],
           "source": []
          },
          {
           "cell_type": "code",
           "execution_count": 2,
           "metadata": {},
           "outputs": [
            {
             "data": {
              "application/json": {
               "x": [
                1.0,
                1e-07,
                -0.0,
                12345678901234567890,
                true,
                null
               ]
              }
             },
             "execution_count": 2,
             "metadata": {},
             "output_type": "execute_result"
            }
           ],
           "source": "1 + 1"
          }
         ],
         "metadata": {
          "future": {
           "unknown": 1
          },
          "kernelspec": {
           "display_name": "C# (CompNeuro)",
           "language": "C#",
           "name": "compneuro"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    private static NotebookDocument Parse(string json) => NotebookDocument.Parse(Encoding.UTF8.GetBytes(json), "a.ipynb");

    private static string WithCells(string cells) => $$"""{"cells": [{{cells}}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""";

    [Fact]
    public void A_notebook_written_by_nbformat_is_written_back_with_the_same_bytes() =>
        Assert.Equal(FromNbformat, Parse(FromNbformat).ToJson());

    [Fact]
    public void Cells_have_number_kind_source_id_tags_and_language()
    {
        var notebook = Parse(FromNbformat);
        Assert.Equal("C#", notebook.Language);
        Assert.Equal([CellKind.Markdown, CellKind.Code, CellKind.Code], notebook.Cells.Select(cell => cell.Kind));
        Assert.Equal("# Ça va 😀 \u001b[0m <b>&'+\"\\ \0\n$V_\\text{m}$", notebook.Cells[0].Source);
        Assert.Equal(["a", "b"], notebook.Cells[0].Tags);
        Assert.Equal(["cell 1 (title)", "cell 2 (empty)", "cell 3"], notebook.Cells.Select(cell => cell.ToString()));
        Assert.Equal("1 + 1", notebook.Cells[2].Source);
    }

    [Fact]
    public void Writing_is_stable_and_keeps_any_text() =>
        Gen.String[Gen.Char].Where(text => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD)).Sample(text =>
        {
            var json = WithCells($$"""{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null, "source": {{System.Text.Json.JsonSerializer.Serialize(text)}}}""");
            var once = Parse(json);
            var twice = Parse(once.ToJson());
            Assert.Equal(text, twice.Cells[0].Source);
            Assert.Equal(once.ToJson(), twice.ToJson());
        });

    [Fact]
    public void Setting_outputs_changes_nothing_else()
    {
        var notebook = Parse(FromNbformat);
        notebook.Cells[2].SetOutputs([], null);
        notebook.Cells[2].SetOutputs(Parse(FromNbformat).Cells[2].Outputs.Select(output => output.DeepClone().AsObject()), 2);
        Assert.Equal(FromNbformat, notebook.ToJson());
        Assert.Throws<InvalidOperationException>(() => notebook.Cells[0].SetOutputs([], null));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("  \n", "the file is empty")]
    [InlineData("{\"cells\": [}", "not valid JSON at line 1")]
    [InlineData("{}{}", "not valid JSON")]
    [InlineData("{\n<<<<<<< HEAD\n}", "unresolved Git merge conflict")]
    [InlineData("[]", "not a notebook")]
    [InlineData("{\"a\": 1}", "\"nbformat\" is missing")]
    [InlineData("{\"nbformat\": \"4\"}", "not a whole number")]
    [InlineData("{\"nbformat\": 3}", "format 3")]
    [InlineData("{\"nbformat\": 4}", "no list of cells")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4, \"cells\": []}", "\"nbformat\" stands twice")]
    [InlineData("{\"nbformat\": 4, \"cells\": [1]}", "cell 1 is not an object")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{}]}", "cell 1 has no \"cell_type\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"heading\"}]}", "unknown cell_type \"heading\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}", "source of cell 1")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\\ud800\"}]}", "not valid JSON")]
    public void A_bad_notebook_is_refused_with_its_name_and_the_reason(string json, string reason)
    {
        var error = Assert.Throws<InvalidNotebookException>(() => Parse(json));
        Assert.StartsWith("a.ipynb cannot be read as a notebook: ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_followed()
    {
        var deep = WithCells("") + new string(' ', 1);
        Assert.Empty(Parse(deep).Cells);
        var error = Assert.Throws<InvalidNotebookException>(() => Parse(new string('[', 100_000)));
        Assert.Contains("not valid JSON", error.Message);
    }

    [Fact]
    public void A_missing_file_and_bytes_that_are_not_UTF_8_are_refused()
    {
        Assert.Contains("there is no such file", Assert.Throws<InvalidNotebookException>(() => NotebookDocument.Load("/nowhere/b.ipynb")).Message);
        Assert.Throws<InvalidNotebookException>(() => NotebookDocument.Parse(Encoding.Unicode.GetBytes(FromNbformat), "a.ipynb"));
    }
}
