# The origins: nginx with 1 KB that may not be stored and with a big file for bulk, and a service that sends back what it gets.

start_origin() {
    free_port; origin_port=$free_port
    free_port; echo_port=$free_port
    local folder=$work/origin
    mkdir -p "$folder/files"
    truncate -s 1G "$folder/files/bulk" # a hole, so it costs no disk
    cat >"$folder/nginx.conf" <<CONF
daemon off;
pid nginx.pid;
error_log error.log;
worker_processes $origin_workers;
worker_rlimit_nofile 16384;
events { worker_connections 8192; }
http {
    access_log off;
    sendfile on;
    tcp_nodelay on;
    keepalive_timeout 1h;
    keepalive_requests 1000000000;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    default_type application/octet-stream;
    server {
        listen 127.0.0.1:$origin_port backlog=4096;
        location = /1k { add_header Cache-Control no-store; return 200 "$(printf '%01024d' 0)"; }
        location = /bulk { root files; }
        location = /requests { stub_status; }
    }
}
CONF
    launch origin "$folder" nginx -p "$folder" -c "$folder/nginx.conf" -e "$folder/error.log"
    launch echo "$work/echo" "$tools/echo" "$echo_port"
    await_port origin "$origin_port"
    await_port echo "$echo_port"
}

origin_requests() { # how many requests the origin has had
    curl -fsS --noproxy '*' "http://127.0.0.1:$origin_port/requests" | awk 'NR == 3 { print $3 }'
}
