public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var response = await Context.SendAsync(Context.Request, CancellationToken);
        if ((int)response.StatusCode is >= 200 and < 300 or 404)
        {
            return response;
        }

        return Context.OperationId is not ("List" or "Get") ? response : new HttpResponseMessage(HttpStatusCode.NoContent);
    }
}
