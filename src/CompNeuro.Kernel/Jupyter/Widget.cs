using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>An object that a front end shows by its widgets library, and whose state both sides share: the Jupyter widgets protocol 2.1.</summary>
public sealed class Widget
{
    internal const string Target = "jupyter.widget";
    internal const string ProtocolVersion = "2.1.0";
    private static readonly JsonArray NoPaths = [];

    private readonly Lock gate = new();
    private readonly JsonObject state;
    private readonly Comm comm;

    internal Widget(CommRegistry comms, JsonObject state)
    {
        this.state = state;
        comm = comms.OpenComm(Target, Message(state.DeepClone()), new() { ["version"] = ProtocolVersion });
        comm.Received = Receive;
        comm.Ended = () => Closed?.Invoke();
    }

    public string Id => comm.Id;

    /// <summary>How another widget's state refers to this one.</summary>
    public string Reference => "IPY_MODEL_" + Id;

    /// <summary>Called with the part of the state that the front end changed, between cells.</summary>
    public Action<JsonObject>? Changed { get; set; }

    /// <summary>Called with what the front end's widget says beside its state, such as <c>{"event": "click"}</c> of a button.</summary>
    public Action<JsonObject>? Said { get; set; }

    internal Action? Closed { get; set; }

    /// <summary>A copy of the state.</summary>
    public JsonObject State
    {
        get
        {
            lock (gate)
            {
                return state.DeepClone().AsObject();
            }
        }
    }

    /// <summary>Changes the state on both sides.</summary>
    public void Set(string name, JsonNode? value) => Send("update", Apply(new() { [name] = value?.DeepClone() }));

    private static JsonObject Message(JsonNode state) => new() { ["state"] = state, ["buffer_paths"] = NoPaths.DeepClone() };

    private void Receive(CommMessage message)
    {
        switch (message.Data["method"]?.ToString())
        {
            case "update" when message.Data["state"] is JsonObject change:
                // The echo tells every other page that shows this widget.
                var applied = Apply(change);
                Send("echo_update", applied);
                Changed?.Invoke(applied);
                break;
            case "request_state":
                Send("update", State);
                break;
            case "custom" when message.Data["content"] is JsonObject content:
                Said?.Invoke(content);
                break;
        }
    }

    private JsonObject Apply(JsonObject change)
    {
        JsonObject known = [];
        lock (gate)
        {
            foreach (var (name, value) in change.Where(part => state.ContainsKey(part.Key)))
            {
                state[name] = value?.DeepClone();
                known[name] = value?.DeepClone();
            }
        }

        return known;
    }

    private void Send(string method, JsonObject part)
    {
        var message = Message(part.DeepClone());
        message["method"] = method;
        comm.Send(message, new() { ["version"] = ProtocolVersion });
    }
}
