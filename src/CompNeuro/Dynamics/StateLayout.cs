using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompNeuro.Dynamics;

/// <summary>One number of a state: its name and unit, as declared on the state's type.</summary>
internal sealed record StateVariable(string Name, string Unit);

/// <summary>A state type seen as a row of numbers, which is how the solvers see it. Checked once per type.</summary>
internal static class StateLayout<TState>
    where TState : unmanaged
{
    private static readonly Lazy<StateVariable[]> variables = new(() => [.. Leaves(typeof(TState), new StateVariable("x", ""))]);

    /// <summary>The variables in the order in which the state holds them; those of a state inside a state stand in its place.</summary>
    /// <exception cref="ArgumentException">The type holds something other than numbers of type <see langword="double"/>.</exception>
    public static IReadOnlyList<StateVariable> Variables => variables.Value;

    /// <summary>How many numbers the state holds.</summary>
    public static int Count => variables.Value.Length;

    /// <summary>The place of a variable, or <see langword="null"/> if there is none of this name.</summary>
    public static int? IndexOf(string name) => Array.FindIndex(variables.Value, variable => variable.Name == name) is var index and >= 0 ? index : null;

    /// <summary>The variables under the names the model gives them.</summary>
    public static IReadOnlyList<StateVariable> Named(object model) =>
        model is INamedVariables named ? [.. Variables.Zip(named.VariableNames, (variable, name) => variable with { Name = name })] : Variables;

    internal static Span<double> Numbers(ref TState state) => MemoryMarshal.CreateSpan(ref Unsafe.As<TState, double>(ref state), Unsafe.SizeOf<TState>() / sizeof(double));

    internal static TState State(ReadOnlySpan<double> numbers) => Unsafe.As<double, TState>(ref MemoryMarshal.GetReference(numbers));

    private static IEnumerable<StateVariable> Leaves(Type type, StateVariable self)
    {
        if (type == typeof(double))
        {
            return [self];
        }

        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken).ToArray();
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || fields.Length == 0 || type.StructLayoutAttribute is { Value: not LayoutKind.Sequential })
        {
            throw new ArgumentException($"{typeof(TState).Name} cannot be a state: {self.Name} is of type {type.Name}. A state is a record struct whose fields are all of type double.");
        }

        return fields.SelectMany(field => Leaves(field.FieldType, Describe(type, field)));
    }

    private static StateVariable Describe(Type type, FieldInfo field)
    {
        // The field behind an auto-property V is called <V>k__BackingField.
        var name = field.Name is ['<', .. var rest] ? rest[..rest.IndexOf('>')] : field.Name;
        var property = type.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        var unit = field.GetCustomAttribute<UnitAttribute>() ?? property?.GetCustomAttribute<UnitAttribute>();
        return new(name, unit?.Symbol ?? "");
    }
}
