//! The Model Context Protocol: assistants ask whether a quotation is real before they print it. On stdio for one
//! client, at `/mcp` for many, without sessions: every message stands for itself, as every request to the API does.
//!
//! What tools do is in [`tools`], what they say in [`words`], documents to read in [`resources`].

mod resources;
mod tools;
mod uri;
mod words;

use crate::Error;
use crate::access::Access;
use crate::limits::MESSAGE_BYTES;
use chuchu_index::Corpus;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, Implementation, ListResourceTemplatesResult,
    ListResourcesResult, ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams,
    ReadResourceResponse, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{ErrorData, RoleServer, ServerHandler, ServiceExt as _};
use std::sync::Arc;

/// What a client is told of the server before it asks anything.
const INSTRUCTIONS: &str = "chuchu 出处 tells who said a Chinese sentence, where and when, and whether it is quoted \
    right, from the documents of one corpus. Ask it before you print a quotation. Its answers are about this corpus \
    only: a quotation that is not in it cannot be checked here, which does not make it false. Ids such as s000#e4 are \
    stable; cite them, and read the passages before you rely on them.";

/// The corpus as an assistant sees it.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    access: Access,
}

impl ServerHandler for Desk {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        ServerConfig::new(capabilities)
            .with_server_info(
                Implementation::new("chuchu", env!("CARGO_PKG_VERSION")).with_title("chuchu 出处"),
            )
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::all()))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::all().into_iter().find(|tool| tool.name == name)
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let CallToolRequestParams { name, arguments, .. } = request;
        tokio::select! {
            answer = tools::call(&self.access, &name, arguments.unwrap_or_default()) => answer.map(Into::into),
            () = context.ct.cancelled() => Err(ErrorData::internal_error("the client has taken its question back", None)),
        }
    }

    async fn list_resources(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        resources::list(&self.access, request.and_then(|request| request.cursor)).await
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(resources::templates()))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        resources::read(&self.access, &request.uri).await.map(Into::into)
    }
}

/// The service at `/mcp`. Names, origins, tokens and rates are seen to by the layers that all routes have.
pub(crate) fn over_http(access: Access) -> StreamableHttpService<Desk, NeverSessionManager> {
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .disable_allowed_hosts()
        .with_max_request_body_bytes(MESSAGE_BYTES);
    let desk = Desk { access };
    StreamableHttpService::new(move || Ok(desk.clone()), Arc::new(NeverSessionManager::default()), config)
}

/// Speaks with one client on standard input and output until it goes.
///
/// # Errors
/// [`Error::Mcp`] where the client does not speak the protocol.
pub async fn stdio(corpus: Corpus) -> Result<(), Error> {
    let failed = |cause: String| Error::Mcp { cause };
    let desk = Desk { access: Access::new(corpus) };
    let serving = desk.serve(rmcp::transport::stdio()).await.map_err(|error| failed(error.to_string()))?;
    serving.waiting().await.map(drop).map_err(|error| failed(error.to_string()))
}
