using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>What the parent asks of a worker: one JSON object a line on the worker's standard input. End of input ends the worker.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Execute), "execute")]
[JsonDerivedType(typeof(Interrupt), "interrupt")]
internal abstract record WorkerRequest
{
    internal sealed record Execute(string Code, string Cell) : WorkerRequest;

    internal sealed record Interrupt : WorkerRequest;
}

/// <summary>What a worker tells: one JSON object a line on what was its standard output when it started.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Stream), "stream")]
[JsonDerivedType(typeof(Display), "display")]
[JsonDerivedType(typeof(Update), "update")]
[JsonDerivedType(typeof(Clear), "clear")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Exiting), "exiting")]
internal abstract record WorkerEvent
{
    internal sealed record Ready : WorkerEvent;

    internal sealed record Stream(StreamName Name, string Text) : WorkerEvent;

    internal sealed record Display(Dictionary<string, JsonNode> Data, string? DisplayId) : WorkerEvent;

    internal sealed record Update(Dictionary<string, JsonNode> Data, string DisplayId) : WorkerEvent;

    internal sealed record Clear(bool Wait) : WorkerEvent;

    internal sealed record Done(CellStatus Status, Dictionary<string, JsonNode>? Value, CellError? Error) : WorkerEvent;

    /// <summary>The process ends in an orderly way although nobody asked for it: a cell called <see cref="Environment.Exit"/>.</summary>
    internal sealed record Exiting : WorkerEvent;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 256)]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerEvent))]
internal sealed partial class WorkerJson : JsonSerializerContext;
