"""Serves the site to a browser and builds it again after each edit, whatever is wrong meanwhile."""

from __future__ import annotations

import errno
import html
import logging
import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from apidocs.pages.speed.workers import collecting_seldom
from apidocs.progress import Progress
from apidocs.project import ROOT, Project
from apidocs.site.finish.content_security_policy import SCRIPT, with_policy
from apidocs.site.live.rebuild import LiveSite
from apidocs.site.negotiation import MARKDOWN_UTF_8, twin_path
from apidocs.site.output.atomic_folder import scratch
from apidocs.site.publish import live_config

log = logging.getLogger("mkdocs.apidocs")
EMPTY = "<!doctype html><html lang=en><head><title>Building</title></head><body></body></html>"
BANNER = "#failure{margin:0;padding:1em;white-space:pre-wrap;background:#8c1d18;color:#fff}"


class AddressError(Exception):
    """Nothing can be served there; the text says why, and how to mend it."""


def serve_live(address: tuple[str, int] | None, progress: Progress, announce: Callable[[str], None]) -> None:
    """Serve until Ctrl-C at host and port, or where mkdocs.yml says.

    Tells `announce` the URL once the first build is done, `progress` each build, and the logger "mkdocs"
    what is wrong. Raises AddressError and PublishError before the first build, and nothing after it.
    """
    with scratch() as folder:
        site_dir = folder / "site"
        project = Project.from_folder(ROOT, strict=False)
        config = live_config(project, site_dir)
        host, port = address or config.dev_addr
        _check_address(host, port)
        server = LiveServer(project, site_dir, config, (host, port), progress)
        server.rebuild()
        config.plugins.on_serve(server, config=config, builder=server.rebuild)
        announce(f"{server.url} shows each edit by itself; Ctrl-C ends it")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


class LiveServer(LiveReloadServer):
    """Serves the last site that could be built, with a banner when a later one could not."""

    def __init__(
        self,
        project: Project,
        site_dir: Path,
        config: MkDocsConfig,
        address: tuple[str, int],
        progress: Progress,
    ) -> None:
        host, port = address
        mount_path = urlsplit(config.site_url or "/").path
        super().__init__(self.rebuild, host, port, str(site_dir), mount_path)
        self.error_handler = lambda code: _read_error_page(site_dir, code)
        self._site = LiveSite(project, site_dir, self.url, progress, self._ask)
        self._site_dir, self._progress = site_dir, progress
        self._failure, self._host = "", host
        # Every redirect and every missing page would be a line.
        logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)

    def rebuild(self) -> None:
        """Build what has changed; a failure is told and shown, and the last site stays."""
        try:
            with collecting_seldom():
                is_other = self._site.build()
        except Exception as error:  # MkDocs would answer no request any more
            log.debug("the build failed", exc_info=True)
            self._failure = str(error) or type(error).__name__
            log.error("%s", self._failure)  # noqa: TRY400 - a traceback says nothing to whom it is shown
            _write_empty(self._site_dir)
            self._progress.finish("failed: the last good pages stay")
        else:
            if not is_other and not self._failure:
                self._wanted_epoch = self._visible_epoch  # there is nothing to load again
            self._failure = ""

    def _ask(self) -> None:
        """Let `rebuild` be called as after an edit."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def serve_request(self, environ: Any, start_response: Any) -> Any:  # noqa: ANN401 - as WSGI has it
        """Answer those who ask for this computer: a page of another origin may give its name our address."""
        if self._is_for_us(environ.get("HTTP_HOST", "")):
            return super().serve_request(self._negotiated(environ), start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"This site is served at {self.url}\n".encode()]

    def _negotiated(self, environ: Any) -> Any:  # noqa: ANN401 - as WSGI has it
        """Ask for the Markdown of a page in the place of a client that prefers it."""
        twin = twin_path(environ["PATH_INFO"], environ.get("HTTP_ACCEPT", ""))
        if twin is None or not (self._site_dir / twin.removeprefix(self.mount_path)).is_file():
            return environ
        return {**environ, "PATH_INFO": twin}

    @classmethod
    def _guess_type(cls, path: str) -> str:
        """Name the encoding of Markdown, which has none of its own."""
        if path.endswith(".md"):
            return MARKDOWN_UTF_8
        return str(super()._guess_type(path))  # type: ignore[no-untyped-call]

    def _is_for_us(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "") if "/" not in host else ""
            if name in {self._host, "localhost"} or name.endswith(".localhost"):
                return True
            # Served to other computers on purpose, by their address; a name could be anybody's.
            return ip_address(name).is_loopback or not _is_loopback(self._host)
        except ValueError:
            return False

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Add a banner when a build failed, where MkDocs adds its script: the theme may be what failed.

        The page then gets the policy that it has in a built site, and what is added here is allowed.
        """
        injected: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        page = injected.decode(errors="surrogateescape")
        own = [SCRIPT.findall(page)[-1]]
        if self._failure:
            start = page.find(">", page.find("<body")) + 1
            page = page[:start] + _banner(self._failure) + page[start:]
            own.append(BANNER)
        return with_policy(page, own=own).encode(errors="surrogateescape")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_address(host: str, port: int) -> None:
    """Find out before the first build; a port that is only now set free can be used again."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise AddressError(
                f"{host}:{port}: another program uses this port: end it, or take another one with "
                f"--address {host}:{port + 1}"
            ) from error
        raise AddressError(f"{host}:{port}: {error.strerror}: name another address with --address") from error


def _write_empty(site_dir: Path) -> None:
    """Give the banner a page to stand on when there is no last site."""
    if not site_dir.exists():
        site_dir.mkdir(parents=True)
        (site_dir / "index.html").write_text(EMPTY, encoding="utf-8")


def _read_error_page(site_dir: Path, code: int) -> bytes | None:
    page = site_dir / f"{code}.html"
    if not page.is_file():
        return None
    return with_policy(page.read_text(encoding="utf-8"), trusted=True).encode()


def _banner(failure: str) -> str:
    return (
        f'<style>{BANNER}</style><pre id="failure" role="alert">'
        f"The last build failed; these are the last good pages.\n{html.escape(failure)}</pre>"
    )
