using System.Text;
using System.Text.Json.Nodes;

namespace CompNeuro.Benchmarks;

/// <summary>A class as there is one: made from the solutions by the slips that students make.</summary>
internal static class HomeworkClass
{
    private static readonly (string From, string To)[] Slips =
        [("Math.Log(", "Math.Log10("), ("Log(", "Log10("), ("Math.Sqrt(", "("), ("Sqrt(", "("), ("1000", "1"), ("273.15", "0"), (" / 4", " / 2"), (" / ", " * "), (" - ", " + "), ("return ", "return -")];

    private static readonly string[] Hostile = ["while (true) { }", "Environment.Exit(0);", "var all = new List<byte[]>(); while (true) all.Add(new byte[1 << 20]);", "while (true) Console.WriteLine(new string('x', 1000));"];

    /// <summary>Of every twenty: six right, four with one slip, three with several, three with a part not written, one empty, two that do not compile somewhere, one hostile.</summary>
    public static IReadOnlyList<(string Name, byte[] Notebook)> Of(byte[] solutions, int count) => [.. Enumerable.Range(0, count).Select(i => ($"student{i:000}", Notebook(solutions, i)))];

    private static byte[] Notebook(byte[] solutions, int i)
    {
        var notebook = JsonNode.Parse(solutions)!;
        var cells = notebook["cells"]!.AsArray();
        var answers = cells.Where(cell => cell!["metadata"]?["nbgrader"]?["solution"]?.GetValue<bool>() is true && (string?)cell["cell_type"] == "code").ToArray();
        void Change(int which, Func<string, string> change)
        {
            var cell = answers[which % answers.Length]!;
            var source = cell["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)cell["source"]!;
            cell["source"] = change(source!);
        }

        string Slip(string code) => Slips.Skip(i % 3).Concat(Slips).FirstOrDefault(slip => code.Contains(slip.From, StringComparison.Ordinal)) is { From: not null } slip ? code.Replace(slip.From, slip.To) : code;
        switch (i % 20)
        {
            case < 6: break;
            case < 10: Change(i, Slip); break;
            case < 13: Enumerable.Range(i, 3).ToList().ForEach(which => Change(which, Slip)); break;
            case < 16: Change(i, code => Body(code, "throw new NotImplementedException();")); break;
            case 16: cells.Clear(); break;
            case < 19: Change(i, code => code[..(code.Length / 2)]); break;
            default: Change(i / 20, code => Body(code, Hostile[i / 20 % Hostile.Length] + " throw new NotImplementedException();")); break;
        }

        return Encoding.UTF8.GetBytes(notebook.ToJsonString());
    }

    // The first function of the cell with another body.
    private static string Body(string code, string body) =>
        code.IndexOf("=>", StringComparison.Ordinal) is var arrow and > 0 && (code.IndexOf('{') is var brace && (brace < 0 || arrow < brace)) ? $"{code[..arrow]}{{ {body} }}"
        : code.IndexOf('{') is var open and > 0 ? $"{code[..open]}{{ {body} }}"
        : code;
}
