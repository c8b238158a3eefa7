using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Expressions;
using ConnectorBuild.LocalCloud.Runtime.Messages;

namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary>A call as policies see it: the same from the first request policy to the last one of the answer.</summary>
internal sealed class PolicyCall
{
    /// <summary>The operation's id.</summary>
    public required string OperationId { get; init; }

    /// <summary>The request.</summary>
    public required RuntimeRequest Request { get; init; }

    /// <summary>The answer; null in the request section.</summary>
    public RuntimeResponse? Response { get; set; }

    /// <summary>The connection's parameters; names compare without case.</summary>
    public required IReadOnlyDictionary<string, string> Connection { get; init; }

    /// <summary>What no source decides.</summary>
    public required LocalRuntimeOptions Options { get; init; }

    /// <summary>Sends a further request to the backend.</summary>
    public required Func<RuntimeRequest, Task<RuntimeResponse>> SendAsync { get; init; }

    /// <summary>The address under which operations of this connection are called, without a final slash.</summary>
    public string GatewayUrl { get; init; } = "";

    /// <summary>The path and the query, if there is one, that the client called behind <see cref="GatewayUrl"/>.</summary>
    public string ClientTarget { get; init; } = "";

    /// <summary>Whether the call continues a poll. Set by the policy of polling triggers.</summary>
    public bool HasTriggerState { get; set; }

    /// <summary>Whether the connection has turned out to need another sign-in.</summary>
    public bool IsUnauthenticated { get; set; }

    /// <summary>What a person should know, in order.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The body that the section works on.</summary>
    public MessageBody Body => Response?.Body ?? Request.Body;

    /// <summary>The headers that the section works on.</summary>
    public HeaderList Headers => Response?.Headers ?? Request.Headers;

    /// <summary>What expressions name in this section. In an answer a header that it lacks is the request's.</summary>
    public ExpressionScope Scope => new()
    {
        Header = name => Headers.Find(name) ?? Request.Headers.Find(name),
        Query = Request.Query.Find,
        Connection = Connection,
        OriginalMethod = Request.OriginalMethod,
        Body = () => Body.Json,
        FailsOnMissing = Options.FailOnMissingNames,
    };

    /// <summary>An expression's text.</summary>
    public string Text(string template) => TemplateText.Evaluate(template, Scope);
}
