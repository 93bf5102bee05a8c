using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CompNeuro;

/// <summary>The unit of a parameter, state variable or result, and the values it may take; on a model, the unit of its time if that is not ms. Tables and axes print it; <see cref="Parameter"/> enforces the range.</summary>
/// <param name="symbol">The unit as printed, for example <c>mS/cm²</c>; <c>1</c> for a dimensionless number.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Class)]
public sealed class UnitAttribute(string symbol) : Attribute
{
    public string Symbol { get; } = symbol;

    /// <summary>Exclusive lower bound.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>Inclusive lower bound.</summary>
    public double AtLeast { get; init; } = double.NegativeInfinity;

    /// <summary>Inclusive upper bound.</summary>
    public double AtMost { get; init; } = double.PositiveInfinity;

    public bool Allows(double value) => double.IsFinite(value) && value > Above && value >= AtLeast && value <= AtMost;

    public string Range =>
        string.Join(" and ", new[]
        {
            double.IsFinite(Above) ? $"above {Above}" : null,
            double.IsFinite(AtLeast) ? $"at least {AtLeast}" : null,
            double.IsFinite(AtMost) ? $"at most {AtMost}" : null,
        }.Where(bound => bound is not null)) is { Length: > 0 } bounds ? bounds : "any finite number";
}

/// <summary>Checks a parameter against the range its <see cref="UnitAttribute"/> declares.</summary>
public static class Parameter
{
    /// <summary>Returns <paramref name="value"/> if property <paramref name="name"/> of <typeparamref name="TModel"/> may take it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter, the value, its unit and the allowed range.</exception>
    public static double Checked<TModel>(double value, [CallerMemberName] string name = "")
    {
        var unit = Declared<TModel>.Units.GetOrAdd(name, Unit<TModel>);
        return unit.Allows(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{typeof(TModel).Name.Split('`')[0]}.{name} = {value}{(unit.Symbol == "1" ? "" : " " + unit.Symbol)} is not possible: it must be {unit.Range}.");
    }

    private static UnitAttribute Unit<TModel>(string name) => typeof(TModel).GetProperty(name)?.GetCustomAttribute<UnitAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TModel).Name}.{name} declares no unit: add [Unit(\"…\")] to it.");

    /// <summary>What has been read already: a sweep over a parameter checks it at every step.</summary>
    private static class Declared<TModel>
    {
        public static ConcurrentDictionary<string, UnitAttribute> Units { get; } = new();
    }
}
