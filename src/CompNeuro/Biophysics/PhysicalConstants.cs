namespace CompNeuro.Biophysics;

/// <summary>Constants of nature, exact since the SI of 2019 (CODATA 2018), and the thermal voltage made from them.</summary>
public static class PhysicalConstants
{
    /// <summary>k, J/K.</summary>
    public const double Boltzmann = 1.380649e-23;

    /// <summary>e, C.</summary>
    public const double ElementaryCharge = 1.602176634e-19;

    /// <summary>N_A, 1/mol.</summary>
    public const double Avogadro = 6.02214076e23;

    /// <summary>R = N_A·k, J/(mol·K).</summary>
    public const double GasConstant = Avogadro * Boltzmann;

    /// <summary>F = N_A·e, C/mol.</summary>
    public const double Faraday = Avogadro * ElementaryCharge;

    /// <summary>0 °C, K.</summary>
    public const double ZeroCelsius = 273.15;

    /// <summary>RT/F = kT/e, mV: the voltage at which electrical and thermal energy of a monovalent ion are equal (26.727 mV at 37 °C).</summary>
    /// <param name="temperature">°C, from −5 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not one of liquid water.</exception>
    public static double ThermalVoltage(double temperature) => 1000 * Boltzmann * Kelvin(temperature) / ElementaryCharge;

    /// <summary>Absolute temperature, K, of a solution at <paramref name="temperature"/> °C.</summary>
    /// <inheritdoc cref="ThermalVoltage"/>
    public static double Kelvin(double temperature)
    {
        if (temperature is >= -5 and <= 100)
        {
            return temperature + ZeroCelsius;
        }

        // Whoever writes 310 means kelvin.
        var meant = temperature is >= 268.15 and <= 373.15 ? $" If {temperature} K was meant, write {Math.Round(temperature - ZeroCelsius, 2)}." : "";
        throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"temperature = {temperature} °C is not possible: it is in °C and must be from -5 to 100, where solutions are liquid.{meant}");
    }
}
