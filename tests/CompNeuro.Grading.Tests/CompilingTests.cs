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

    [Fact]
    public void EveryLiveControlHasAStandIn()
    {
        var code = new CellCompiler().Compile(new(
            [
                new("cell 1", null, "Interact((I, n, isOn, run) => Plot.Line([0, 1], [I, isOn ? n : run]), Slider(0, 20, start: 5, step: 1, unit: \"nA\"), IntSlider(1, 9), Checkbox(true), Button(\"again\"))", Given: false),
                new("cell 2", null, "Interact((a, b) => a + b.V, Dropdown(\"x\", \"y\"), Dropdown((\"rest\", HodgkinHuxley.SquidAxon.Rest), (\"same\", HodgkinHuxley.SquidAxon.Rest)))", Given: false),
            ],
            [], []));
        Assert.Empty(code.Faults);
        var own = typeof(CompNeuro.Notebook.LiveControls).GetMethods().Where(method => method.IsStatic).Select(Form).Order();
        var standIns = System.Reflection.Assembly.Load(code.Library).GetType("CompNeuro.Notebook.LiveControls")!.GetMethods().Where(method => method.IsStatic).Select(Form).Order();
        Assert.Equal(own, standIns);

        static string Form(System.Reflection.MethodInfo method) => $"{method.Name}<{method.GetGenericArguments().Length}>({string.Join(", ", method.GetParameters().Select(parameter => $"{parameter.Name} = {parameter.RawDefaultValue}"))})";
    }
}
