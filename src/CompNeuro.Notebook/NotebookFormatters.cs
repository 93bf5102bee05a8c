using System.Collections;
using System.Runtime.CompilerServices;
using CompNeuro.Biophysics;
using CompNeuro.Dynamics;
using CompNeuro.Figures;
using CompNeuro.Notebook.Controls;
using CompNeuro.Notebook.Forms;
using CompNeuro.SpikeTrains;
using Deedle;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using Complex = System.Numerics.Complex;

namespace CompNeuro.Notebook;

/// <summary>How a notebook shows what students see. Works in every host that formats with Microsoft.DotNet.Interactive.Formatting.</summary>
/// <remarks>Figures and verdicts carry their formatters with them. The other types cannot, and are registered here.</remarks>
public static class NotebookFormatters
{
    private const string Html = "text/html", Text = "text/plain", Plotly = "application/vnd.plotly.v1+json";

    /// <summary>Registers the formatters. Calling it again does no harm.</summary>
    public static void Register()
    {
        FormatterConvention.Register(typeof(Figures.Figure));
        FormatterConvention.Register(typeof(Exercises.Verdict));
        FormatterConvention.Register(typeof(Exercises.Advice));
        FormatterConvention.Register(typeof(Exercises.Progress));
        Show<GenericChart>(ChartForms.Of);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(ChartForms.Json(chart)), Plotly);
        Formatter.SetPreferredMimeTypesFor(typeof(GenericChart), Plotly, Html, Text);
        foreach (var type in typeof(UnitAttribute).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && !type.ContainsGenericParameters && ParameterTable.Suits(type)))
        {
            Show(type, ParameterTable.Of);
            Show(typeof(IEnumerable<>).MakeGenericType(type), rows => ParameterTable.OfMany(((IEnumerable)rows).Cast<object>(), type));
        }

        Show(typeof(IModel<>), ParameterTable.Of);
        Show<IonicEnvironment>(IonTable.Of);
        Show<Quantities>(QuantityTable.Of);
        Show<SpikeTrain>(SpikeTrainStrip.Of);
        Show<Exception>(ExceptionText.Of);
        Show(typeof(Simulation<>), run => Generic(typeof(SimulationSummary), run));
        Show<Frames>(frames => new Shown(frames.Start.ToDisplayString(Text), frames.ToHtml()));
        RegisterNumbers();
    }

    private static void RegisterNumbers()
    {
        Show<IEnumerable<double>>(values => ArrayStatistics.Of([.. values.Take(ArrayStatistics.MostOfASequence)], "sequence"));
        foreach (var row in new[] { typeof((double, double)), typeof((double, double, double)), typeof((double, double, double, double)), typeof((string, double)) })
        {
            Show(typeof(IEnumerable<>).MakeGenericType(row), rows => DictionaryTable.OfRows(((IEnumerable)rows).Cast<ITuple>()));
        }

        Show<double[]>(values => ArrayStatistics.Of(values, "double"));
        Show<List<double>>(values => ArrayStatistics.Of(values, "List<double>"));
        Show<double[,]>(MatrixTable.Of);
        Show<Complex[]>(MatrixTable.Of);
        Show<Matrix<double>>(MatrixTable.Of);
        Show<Matrix<Complex>>(MatrixTable.Of);
        Show<Vector<double>>(MatrixTable.Of);
        Show<Vector<Complex>>(MatrixTable.Of);
        Show<Complex>(value => new Shown(Numbers.Of(value), Numbers.Of(value)));
        Show(typeof(Frame<,>), frame => Generic(typeof(FrameTable), frame));
        Show(typeof(Series<,>), series => Generic(typeof(FrameTable), series));
        Show(typeof(Dictionary<,>), dictionary => DictionaryTable.Of((IDictionary)dictionary));
        foreach (var tuple in new[] { typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>) })
        {
            Show(tuple, value => DictionaryTable.Of((ITuple)value));
        }
    }

    private static void Show<T>(Func<T, Shown> of)
        where T : notnull => Show(typeof(T), value => of((T)value));

    private static void Show(Type type, Func<object, Shown> of)
    {
        Formatter.Register(type, (value, writer) => writer.Write(of(value).Html), Html);
        Formatter.Register(type, (value, writer) => writer.Write(of(value).Text), Text);
        Formatter.SetPreferredMimeTypesFor(type, Html, Text);
    }

    // Calls the form written for the generic type of which the value is an instance.
    private static Shown Generic(Type forms, object value)
    {
        var type = value.GetType();
        var method = forms.GetMethods().First(method => method.Name == "Of" && method.GetParameters()[0].ParameterType is { IsGenericType: true } parameter && parameter.GetGenericTypeDefinition() == type.GetGenericTypeDefinition());
        return (Shown)method.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [value])!;
    }
}
