using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Kernel.Tests.Notebooks;

public sealed class NotebookParameterTests
{
    private static readonly NotebookDocument Notebook = CellDependenciesTests.Of(
        "var gNa = 1;",
        """
        //! to be changed
        double gNa = 120, gK = 36;      // mS/cm²
        var EK = -77.0;                 // mV
        int count = 3;
        bool noisy = false;
        string name = "squid";
        double[] strengths = [8, 12.5, -1];
        """,
        "gNa + gK");

    private static readonly IReadOnlyDictionary<string, NotebookParameter> Parameters = NotebookParameter.Of(Notebook).ToDictionary(parameter => parameter.Name);

    [Fact]
    public void Only_tagged_cells_declare_parameters_with_their_values_and_comments()
    {
        Assert.Equal(["gNa", "gK", "EK", "count", "noisy", "name", "strengths"], Parameters.Keys);
        Assert.Equal(("120", "mS/cm²"), (Parameters["gNa"].Value, Parameters["gNa"].Comment));
        Assert.Equal(("-77.0", "mV"), (Parameters["EK"].Value, Parameters["EK"].Comment));
    }

    [Theory]
    [InlineData("gNa", "100", "100.0")]
    [InlineData("gNa", " 1e-3 ", "0.001")]
    [InlineData("EK", "-80", "-80.0")]
    [InlineData("count", "-4", "-4")]
    [InlineData("noisy", "True", "true")]
    [InlineData("name", "a \"b\"\\", "\"a \\\"b\\\"\\\\\"")]
    [InlineData("strengths", "1,2", "[1.0, 2.0]")]
    [InlineData("strengths", "[0.5]", "[0.5]")]
    public void A_value_becomes_a_literal_of_the_declared_type(string name, string value, string literal) =>
        Assert.Equal(literal, Parameters[name].Literal(value));

    [Theory]
    [InlineData("gNa", "lots", "a number")]
    [InlineData("gNa", "1,5", "a number")]
    [InlineData("gNa", "NaN", "a number")]
    [InlineData("gNa", "Math.PI", "a number")]
    [InlineData("count", "2.5", "a whole number")]
    [InlineData("noisy", "1", "true or false")]
    [InlineData("strengths", "1,x", "a list of numbers")]
    public void A_value_of_another_type_is_refused_with_what_is_expected(string name, string value, string expected)
    {
        var message = Assert.Throws<FormatException>(() => Parameters[name].Literal(value)).Message;
        Assert.Contains($"\"{value}\" is no value for {name}, which is {expected}", message, StringComparison.Ordinal);
        Assert.Contains(Parameters[name].Value, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_take_the_place_of_the_initializers_and_of_nothing_else()
    {
        var changed = NotebookParameter.With(Notebook, new Dictionary<NotebookParameter, string>
        {
            [Parameters["gNa"]] = "100.0", [Parameters["strengths"]] = "[1.0]", [Parameters["gK"]] = "30.0",
        });
        Assert.Equal(
            Notebook.Cells[1].Source.Replace("120, gK = 36", "100.0, gK = 30.0", StringComparison.Ordinal).Replace("[8, 12.5, -1]", "[1.0]", StringComparison.Ordinal),
            changed.Cells[1].Source);
        Assert.Equal([Notebook.Cells[0].Source, Notebook.Cells[2].Source], [changed.Cells[0].Source, changed.Cells[2].Source]);
    }

    [Theory]
    [InlineData("double x = Math.PI;")]
    [InlineData("double x;")]
    [InlineData("Console.WriteLine(1);")]
    [InlineData("DateTime x = default;")]
    public void A_parameter_cell_with_anything_but_literals_is_refused(string code) =>
        Assert.Contains("c1", Assert.Throws<InvalidNotebookException>(() => NotebookParameter.Of(CellDependenciesTests.Of("//!\n" + code))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_declared_twice_is_refused() =>
        Assert.Contains("second time", Assert.Throws<InvalidNotebookException>(() => NotebookParameter.Of(CellDependenciesTests.Of("//!\ndouble a = 1;", "//!\ndouble a = 2;"))).Message, StringComparison.Ordinal);
}
