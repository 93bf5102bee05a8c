using CompNeuro.Grading.Compiling;

namespace CompNeuro.Grading.Tests;

public class ForbiddenCallsTests
{
    private const string Form = "double NernstPotential(double inside, double outside, int z, double T)";

    private static readonly Lazy<CellCompiler> Compiler = new(() => new());

    [Theory]
    [InlineData($"{Form} => Ion.Potassium(inside, outside).NernstPotential(T) / z;")]
    [InlineData($"{Form} => new Ion(\"X\", \"X\", z, inside, outside) is var ion ? ion.NernstPotential(T) : 0;")]
    [InlineData($"{Form} {{ Func<double, double> f = Ion.Potassium(inside, outside).NernstPotential; return f(T); }}")]
    [InlineData($"double Helper(Ion ion, double T) => ion.NernstPotential(T);\n{Form} => Helper(Ion.Potassium(inside, outside), T);")]
    [InlineData($"using I = CompNeuro.Biophysics.Ion;\n{Form} => I.Potassium(inside, outside).NernstPotential(T);")]
    [InlineData($"Func<Ion, double, double> f = (ion, T) => ion.NernstPotential(T);\n{Form} => f(Ion.Potassium(inside, outside), T);")]
    [InlineData($"Func<Ion, double, double> f = null;\nf = (ion, T) => ion.NernstPotential(T);\n{Form} => f(Ion.Potassium(inside, outside), T);")]
    [InlineData($"var all = new List<Func<Ion, double, double>>();\nall.Add((ion, T) => ion.NernstPotential(T));\n{Form} => all[0](Ion.Potassium(inside, outside), T);")]
    [InlineData($"class Solver {{ public virtual double Solve(Ion ion, double T) => 0; }}\nclass Real : Solver {{ public override double Solve(Ion ion, double T) => ion.NernstPotential(T); }}\nSolver solver = new Real();\n{Form} => solver.Solve(Ion.Potassium(inside, outside), T);")]
    [InlineData($"static double Twice(this Ion ion, double T) => ion.NernstPotential(T);\n{Form} => Ion.Potassium(inside, outside).Twice(T);")]
    [InlineData($"double E {{ get {{ return Ion.Potassium(1, 2).NernstPotential(3); }} }}\n{Form} => E;")]
    [InlineData($"Func<double, double, int, double, double> NernstPotential = (inside, outside, z, T) => Ion.Potassium(inside, outside).NernstPotential(T) / z;")]
    [InlineData($"Func<Ion, double, double> f = null;\nvoid Put(Func<Ion, double, double> g) {{ f = g; }}\nPut((ion, T) => ion.NernstPotential(T));\n{Form} => f(Ion.Potassium(inside, outside), T);")]
    [InlineData($"Func<Ion, double, double> f = null;\nvoid Put(Func<Ion, double, double> g) {{ f = g; }}\nvoid Set(Func<Ion, double, double> g) => Put(g);\nSet((ion, T) => ion.NernstPotential(T));\n{Form} => f(Ion.Potassium(inside, outside), T);")]
    [InlineData($"Func<Ion, double, double> f = null;\nAction<Func<Ion, double, double>> put = g => f = g;\nput((ion, T) => ion.NernstPotential(T));\n{Form} => f(Ion.Potassium(inside, outside), T);")]
    [InlineData($"Func<Ion, double, double> f = null;\nvoid Put() {{ ref var r = ref f; r = (ion, T) => ion.NernstPotential(T); }}\nPut();\n{Form} => f(Ion.Potassium(inside, outside), T);")]
    [InlineData($"var all = new List<Func<Ion, double, double>>();\nvar other = all;\nother.Add((ion, T) => ion.NernstPotential(T));\n{Form} => all[0](Ion.Potassium(inside, outside), T);")]
    [InlineData($"var all = new List<Func<Ion, double, double>>();\nList<Func<Ion, double, double>> other = null;\nother = all;\nother.Add((ion, T) => ion.NernstPotential(T));\n{Form} => all[0](Ion.Potassium(inside, outside), T);")]
    [InlineData($"var all = new List<Func<Ion, double, double>>();\nvoid Fill(List<Func<Ion, double, double>> list) {{ list.Add((ion, T) => ion.NernstPotential(T)); }}\nFill(all);\n{Form} => all[0](Ion.Potassium(inside, outside), T);")]
    [InlineData($"var all = new List<Func<Ion, double, double>>();\nList<Func<Ion, double, double>> All() => all;\nAll().Add((ion, T) => ion.NernstPotential(T));\n{Form} => all[0](Ion.Potassium(inside, outside), T);")]
    [InlineData($"var all = new List<Func<Ion, double, double>>();\nall?.Add((ion, T) => ion.NernstPotential(T));\n{Form} => all[0](Ion.Potassium(inside, outside), T);")]
    [InlineData($"class Box {{ public Func<Ion, double, double> F; public Box(Func<Ion, double, double> f) {{ F = f; }} }}\nBox box;\nvoid Make(Func<Ion, double, double> f) {{ box = new Box(f); }}\nMake((ion, T) => ion.NernstPotential(T));\n{Form} => box.F(Ion.Potassium(inside, outside), T);")]
    [InlineData($"var t = new double[100];\nvoid Fill(double[] u) {{ for (var i = 0; i < u.Length; i++) u[i] = Ion.Potassium(1, 2).NernstPotential(i); }}\nFill(t);\n{Form} => t[(int)T];")]
    public void TheMemberIsFoundHoweverItIsReached(string code) => Assert.Equal(["Ion.NernstPotential"], Found(code));

    [Theory]
    [InlineData($"{Form} => -Ion.Potassium(inside, outside).DrivingForce(0, T) / z;", "Ion.DrivingForce")]
    [InlineData($"{Form} => (IonicEnvironment.SquidAxon with {{ Temperature = T, Potassium = Ion.Potassium(inside, outside) }}).EK / z;", "IonicEnvironment.EK")]
    public void AnotherMemberThatGivesTheAnswerIsForbiddenToo(string code, string member) => Assert.Equal([member], Found(code));

    [Theory]
    [InlineData($"{Form} => (double)typeof(Ion).GetMethod(\"Nernst\" + \"Potential\")!.Invoke(Ion.Potassium(inside, outside), [T])!;")]
    [InlineData($"{Form} {{ dynamic ion = Ion.Potassium(inside, outside); return ion.NernstPotential(T); }}")]
    [InlineData($"{Form} {{ Func<double, double> log = Math.Log; return (double)log.DynamicInvoke(T)!; }}")]
    [InlineData($"{Form} => (double)Activator.CreateInstance(Type.GetType(\"x\")!)!;")]
    [InlineData($"AppContext.SetData(\"f\", (Func<Ion, double, double>)((ion, T) => ion.NernstPotential(T)));\n{Form} => ((Func<Ion, double, double>)AppContext.GetData(\"f\")!)(Ion.Potassium(inside, outside), T);")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libm\")] static extern double log(double x);\n" + $"{Form} => log(outside / inside);")]
    [InlineData("unsafe double Call(delegate*<double, double> f, double x) => f(x);\n" + $"unsafe {Form} => Call(&Math.Log, T);")]
    [InlineData($"System.Reflection.MethodInfo m = null;\n{Form} => (double)m.Invoke(null, null)!;")]
    public void WhatCouldCallAnythingCounts(string code) => Assert.NotEmpty(Found(code));

    [Theory]
    [InlineData(Answers.Nernst)]
    [InlineData("var K = Ion.Potassium(140, 4.5);\nvar library = K.NernstPotential(37);\n" + Answers.Nernst + "\nvar mine = NernstPotential(140, 4.5, 1, 37) - library;")]
    [InlineData("var R = 8.314462618; var test = R * Ion.Potassium(140, 4.5).NernstPotential(37);\n" + $"{Form} => 1000 * R * (T + 273.15) / 96485.33212 / z * Math.Log(outside / inside);")]
    [InlineData("/* Ion.NernstPotential */ // K.NernstPotential(37)\n" + Answers.Nernst)]
    [InlineData("double[] c = [8.314462618, 96485.33212];\nvar calls = 0;\n" + $"{Form} {{ calls++; return 1000 * c[0] * (T + 273.15) / c[1] / z * Math.Log(outside / inside); }}\n" + "var difference = NernstPotential(140, 4.5, 1, 37) - Ion.Potassium(140, 4.5).NernstPotential(37);")]
    public void AnHonestAnswerIsNotSuspected(string code) => Assert.Empty(Found(code));

    private static IReadOnlyList<string> Found(string code)
    {
        var compiled = Compiler.Value.Compile(new([new("cell 1", null, code, Given: false)], ["NernstPotential"], []));
        Assert.Empty(compiled.Faults);
        Assert.True(compiled.Functions[0].Found);
        return compiled.Functions[0].Forbidden;
    }
}
