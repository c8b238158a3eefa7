public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        switch (this.Context.OperationId)
        {
            case "ListParcels":
            case "GetParcel":
                return await ReadAsync().ConfigureAwait(false);
            case "AddParcel":
                return await AddAsync().ConfigureAwait(false);
            default:
                var response = new HttpResponseMessage(HttpStatusCode.BadRequest);
                response.Content = CreateJsonContent($"Unknown operation ID '{this.Context.OperationId}'");
                return response;
        }
    }

    private async Task<HttpResponseMessage> ReadAsync() => await Context.SendAsync(Context.Request, CancellationToken);

    private async Task<HttpResponseMessage> AddAsync()
    {
        var body = await Context.Request.Content.ReadAsStringAsync();
        Context.Request.Content = CreateJsonContent("[" + body + "]");
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
