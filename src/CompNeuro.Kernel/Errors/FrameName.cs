using System.Reflection;
using System.Text.RegularExpressions;

namespace CompNeuro.Kernel.Errors;

/// <summary>The name a reader gave to a method, out of the one that the compiler made of it.</summary>
internal static partial class FrameName
{
    /// <summary>Whether a frame belongs to the engine, the compiler or the machinery of tasks.</summary>
    public static bool IsPlumbing(MethodBase method)
    {
        var space = method.DeclaringType?.Namespace ?? "";
        return space.StartsWith("CompNeuro.Kernel", StringComparison.Ordinal)
            || space.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            || space is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices" or "System.Runtime"
            || (space.StartsWith("System.Threading", StringComparison.Ordinal) && method.DeclaringType!.Assembly == typeof(object).Assembly)
            || method.Name == "<Factory>";
    }

    /// <summary>Empty for the top level of a cell.</summary>
    public static string Of(MethodBase method)
    {
        var type = method.DeclaringType?.FullName ?? "";
        var generated = Generated().Match(method.Name is "MoveNext" ? type[(type.LastIndexOf('+') + 1)..] : method.Name);
        var name = generated switch
        {
            { Success: false } => method.Name,
            _ when generated.Groups["kind"].Value == "b" => "a lambda",
            _ when generated.Groups["local"].Success => generated.Groups["local"].Value,
            _ => generated.Groups["outer"].Value,
        };
        if (name.Contains("<Initialize>", StringComparison.Ordinal))
        {
            return "";
        }

        var owner = string.Join('.', type.Split('+').Where(part => !part.StartsWith("Submission#", StringComparison.Ordinal) && !part.Contains('<')));
        return owner.Length == 0 ? name : $"{owner.Split('[')[0]}.{name}";
    }

    // <Outer>g__Local|0_0, <Outer>b__0_1, <Outer>d__3 and the cell's own <<Initialize>>d__0.
    [GeneratedRegex(@"^<(?<outer>.+)>(?<kind>[a-z])__(?:(?<local>\w+)\|)?")]
    private static partial Regex Generated();
}
