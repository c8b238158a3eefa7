using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.LocalCloud.Runtime.Definitions;
using ConnectorBuild.LocalCloud.Runtime.Messages;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>A call that the gateway has admitted.</summary>
internal sealed class GatewayCall
{
    public required DataverseEnvironment Environment { get; init; }

    public required ConnectorModel Connector { get; init; }

    public required Connection Connection { get; init; }

    public required ParameterSet Parameters { get; init; }

    public required ConnectorOperation Operation { get; init; }

    public required RuntimeRequest Request { get; init; }

    public required CallRecord Record { get; init; }

    /// <summary>The address of the connection, without a final slash.</summary>
    public required string GatewayUrl { get; init; }

    /// <summary>Path and query behind it, as the client called them.</summary>
    public required string ClientTarget { get; init; }

    /// <summary>The client's request id.</summary>
    public required string RequestId { get; init; }

    /// <summary>The gateway's authority, which errors name as their source.</summary>
    public required string Source { get; init; }
}
