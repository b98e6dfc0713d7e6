# The proxies, each in a folder of its own under $work and on a free port of loopback. All keep connections alive on both sides
# where they can, none may store the answer (it is no-store), and the peers write no access log, which favours them.

declare -A port_of=()

can_tunnel() { [ "$1" != nginx ]; } # nginx has no CONNECT

start_proxy() { # name [setting of ours...]
    local name=$1
    shift
    free_port; port_of[$name]=$free_port
    mkdir -p "$work/$name"
    "start_$name" "$work/$name" "${port_of[$name]}" "$@"
    await_port "$name" "${port_of[$name]}"
}

owned_by() { # user path...: where we are root, the peers are not, and need folders of their own
    local user=$1
    shift
    [ "$(id -u)" -ne 0 ] || chown -R "$user:" "$@"
}

# A gateway to one fixed origin with a pool: the fastest that nginx can be, with less to decide than a forward proxy has.
start_nginx() { # folder port
    cat >"$1/nginx.conf" <<CONF
daemon off;
pid nginx.pid;
error_log error.log;
worker_processes auto;
worker_rlimit_nofile 16384;
events { worker_connections 8192; }
http {
    access_log off;
    tcp_nodelay on;
    keepalive_timeout 1h;
    keepalive_requests 1000000000;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    upstream origin { server 127.0.0.1:$origin_port; keepalive 64; keepalive_requests 1000000000; keepalive_timeout 1h; }
    server {
        listen 127.0.0.1:$2 backlog=4096;
        location / {
            proxy_pass http://origin;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host 127.0.0.1:$origin_port;
        }
    }
}
CONF
    launch nginx "$1" nginx -p "$1" -c "$1/nginx.conf" -e "$1/error.log"
}

start_squid() { # folder port
    cat >"$1/squid.conf" <<CONF
http_port 127.0.0.1:$2
acl loopback src 127.0.0.0/8
http_access allow loopback
http_access deny all
access_log none
cache_log $1/cache.log
cache_store_log none
cache_mem 64 MB
client_persistent_connections on
server_persistent_connections on
max_filedescriptors 16384
cache_effective_user proxy
coredump_dir $1
pid_filename none
pinger_enable off
visible_hostname bench.invalid
shutdown_lifetime 1 second
CONF
    owned_by proxy "$1"
    launch squid "$1" squid -N -f "$1/squid.conf"
}

start_ats() { # folder port
    local etc=$1/etc file
    mkdir -p "$etc" "$1/cache" "$1/log" "$1/run"
    cp -r /etc/trafficserver/body_factory "$etc/"
    for file in remap plugin cache hosting volume parent ssl_multicert splitdns; do : >"$etc/$file.config"; done
    echo "$1/cache 64M" >"$etc/storage.config"
    cat >"$etc/ip_allow.yaml" <<CONF
ip_allow:
  - apply: in
    ip_addrs: 127.0.0.0/8
    action: allow
    methods: ALL
CONF
    cat >"$etc/records.config" <<CONF
CONFIG proxy.config.http.server_ports STRING $2:ip-in=127.0.0.1
CONFIG proxy.config.http.connect_ports STRING $origin_port $echo_port
CONFIG proxy.config.url_remap.remap_required INT 0
CONFIG proxy.config.reverse_proxy.enabled INT 0
CONFIG proxy.config.http.cache.http INT 1
CONFIG proxy.config.http.keep_alive_enabled_in INT 1
CONFIG proxy.config.http.keep_alive_enabled_out INT 1
CONFIG proxy.config.net.connections_throttle INT 15000
CONFIG proxy.config.cache.ram_cache.size INT 64M
CONFIG proxy.config.log.logging_enabled INT 0
CONFIG proxy.config.admin.user_id STRING trafficserver
CONF
    cat >"$1/runroot.yaml" <<CONF
prefix: $1
exec_prefix: /usr
bindir: /usr/bin
sbindir: /usr/sbin
sysconfdir: $etc
datadir: $1/cache
includedir: /usr/include
libdir: /usr/lib/trafficserver
libexecdir: /usr/lib/trafficserver/modules
localstatedir: $1
runtimedir: $1/run
logdir: $1/log
cachedir: $1/cache
CONF
    owned_by trafficserver "$1"
    launch ats "$1" traffic_server --run-root="$1/runroot.yaml"
}

# It has no keep-alive, whatever it is told: each request is a connection.
start_tinyproxy() { # folder port
    cat >"$1/tinyproxy.conf" <<CONF
Port $2
Listen 127.0.0.1
Allow 127.0.0.0/8
MaxClients 10000
Timeout 600
LogFile "$1/tinyproxy.log"
LogLevel Critical
ConnectPort $origin_port
ConnectPort $echo_port
CONF
    launch tinyproxy "$1" tinyproxy -d -c "$1/tinyproxy.conf"
}

# Default settings, with history, access log and counters; the rate limit is off, and the ports of the bench may be tunnelled to.
start_ours() { # folder port [setting...]
    local folder=$1 port=$2 name
    shift 2
    name=$(basename "$folder")
    free_port
    launch "$name" "$folder" "$ours" --Proxy:Port "$port" --Admin:Port "$free_port" --RateLimit:Enabled false \
        --Proxy:ConnectPorts "80, 443, 8443, $origin_port, $echo_port" "$@"
}
