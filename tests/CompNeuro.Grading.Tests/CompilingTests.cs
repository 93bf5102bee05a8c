using CompNeuro.Grading.Compiling;

namespace CompNeuro.Grading.Tests;

public class CompilingTests
{
    [Fact]
    public void TheRightAnswerStandsInForAFunctionThatDoesNotCompile()
    {
        var code = new CellCompiler().Compile(new(
            [new("cell 1", null, "double LengthConstant(double diameter, double Rm, double Ri) => oops", Given: false), new("cell 2", null, Answers.Resistance, Given: false)], ["InputResistance"], ["LengthConstant"]));
        Assert.Equal("cell 1", Assert.Single(code.Faults).Cell);
        Assert.True(code.Functions[0].Found);
    }
}
