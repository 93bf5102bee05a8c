using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Kernel.Tests.Notebooks;

/// <summary>Each test has a small notebook whose last cell is wanted; the cells it needs are numbered from 1.</summary>
public sealed class CellDependenciesTests
{
    [Fact]
    public void Declarations_are_followed_backwards_and_nothing_else_runs() =>
        Needs([1, 3, 4], "var a = 1;", "var b = 2;", "double F(double x) => x + a;", "F(3)");

    [Fact]
    public void Of_two_variables_of_one_name_the_last_before_the_cell_counts() =>
        Needs([2, 4], "var a = 1;", "var a = 2;", "var b = a;", "a");

    [Fact]
    public void A_function_keeps_the_variable_it_was_written_with() =>
        Needs([1, 2, 4], "var a = 1;", "int F() => a;", "var a = 2;", "F()");

    [Fact]
    public void What_lambdas_functions_loops_and_queries_name_for_themselves_is_no_use_of_a_cells_variable() =>
        Needs([2], "var V = 1; var t = 2; var n = 3; var (q, r) = (1, 2);",
            """
            double G(double n) { var t = n; return t; }
            foreach (var q in new[] { 1 }) Console.WriteLine(q);
            new[] { 1 }.Select(V => V + 1).Concat(from r in new[] { 1 } select r).Sum(V => G(V))
            """);

    [Fact]
    public void Names_of_members_arguments_and_properties_are_no_use_of_a_cells_variable() =>
        Needs([2], "var Length = 1; var x = 2; var Id = 3;",
            """
            record Thing(int Id, int x);
            var thing = new Thing(x: 1, Id: 2) with { Id = 4 };
            new { Id = "abc".Length, thing.x }
            """);

    [Fact]
    public void The_same_name_outside_of_a_lambda_that_declares_it_is_a_use() =>
        Needs([1, 2], "var x = 1;", "new[] { 1 }.Select(x => x).Sum() + x");

    [Theory]
    [InlineData("a += 1;")]
    [InlineData("a++;")]
    [InlineData("int.TryParse(\"3\", out a);")]
    [InlineData("(a, var c) = (4, 5);")]
    [InlineData("if (a > 0) { a = 7; }")]
    [InlineData("void Raise() => a++; Raise();")]
    public void A_cell_that_changes_a_variable_is_needed_by_those_who_use_it_later(string change) =>
        Needs([1, 3, 4], "var a = 1;", "var b = 1;", change, "a");

    [Fact]
    public void A_change_after_the_cell_does_not_count()
    {
        var notebook = Of("var a = 1;", "a", "a = 2;");
        Assert.Equal([1, 2], Numbers(notebook, notebook.Cells[1]));
    }

    [Theory]
    [InlineData("list.Add(4);")]
    [InlineData("Array.Fill(array, 3);")]
    [InlineData("array[0] = 3;")]
    [InlineData("alias.Add(4);")]
    [InlineData("items.ForEach(item => list.Add(item));")]
    public void So_is_one_that_changes_an_object_by_whatever_name(string change) =>
        Needs([1, 2, 3], "var list = new List<int>(); var alias = list; var array = new int[3]; var items = new List<int> { 1 };", change, "list.Count + array[0]");

    [Fact]
    public void What_was_made_of_an_object_may_see_its_changes() =>
        Needs([1, 2, 3, 4], "var list = new List<int>();", "var evens = list.Where(i => i % 2 == 0);", "list.Add(4);", "evens.Count()");

    [Fact]
    public void Every_draw_of_random_numbers_changes_the_next_one_also_by_a_function() =>
        Needs([1, 2, 3, 5], "var dice = new Random(1);", "double Draw() => dice.NextDouble();", "var first = Draw();", "var other = 1;", "Draw()");

    [Theory]
    [InlineData("#r \"nuget: Something\"")]
    [InlineData("using System.Globalization;")]
    [InlineData("Environment.CurrentDirectory = \"/\";")]
    [InlineData("System.IO.Directory.SetCurrentDirectory(\"/\");")]
    public void A_cell_that_changes_what_no_cell_declares_is_needed_by_all(string cell) =>
        Needs([1, 3], cell, "Console.WriteLine(1);", "2 + 2");

    [Fact]
    public void An_extension_method_is_known_by_its_call() =>
        Needs([1, 2], "static int Twice(this int x) => 2 * x;", "3.Twice()");

    [Fact]
    public void A_cell_depends_on_the_variables_behind_its_own_and_not_on_all_that_stand_beside_them()
    {
        var notebook = Of("double a = 1, b = 2;\ndouble c = 3;", "var x = a; var y = c;", "x = x + b;", "x", "y");
        var dependencies = new CellDependencies(notebook);
        var cells = notebook.Cells;
        Assert.True(dependencies.DependsOn(cells[3], cells[0], "a"));
        Assert.True(dependencies.DependsOn(cells[3], cells[0], "b"));
        Assert.False(dependencies.DependsOn(cells[3], cells[0], "c"));
        Assert.True(dependencies.DependsOn(cells[4], cells[0], "c"));
        Assert.False(dependencies.DependsOn(cells[4], cells[0], "a"));
    }

    private static void Needs(int[] expected, params string[] cells)
    {
        var notebook = Of(cells);
        Assert.Equal(expected, Numbers(notebook, notebook.Cells[^1]));
    }

    private static IEnumerable<int> Numbers(NotebookDocument notebook, NotebookCell cell) => new CellDependencies(notebook).Needed([cell]).Select(needed => needed.Number);

    internal static NotebookDocument Of(params string[] cells) => NotebookDocument.Parse(
        Encoding.UTF8.GetBytes(new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject(),
            ["cells"] = new JsonArray([.. cells.Select((source, i) => new JsonObject
            {
                ["cell_type"] = "code", ["id"] = $"c{i + 1}", ["source"] = source, ["outputs"] = new JsonArray(), ["execution_count"] = null,
                ["metadata"] = source.StartsWith("//!", StringComparison.Ordinal) ? new JsonObject { ["tags"] = new JsonArray(NotebookParameter.Tag) } : new JsonObject(),
            })]),
        }.ToJsonString(JsonSerializerOptions.Default)), "test.ipynb");
}
